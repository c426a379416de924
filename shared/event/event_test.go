package event_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
)

// A record has the keys of the contract, and no others.
func TestRecord(t *testing.T) {
	var b bytes.Buffer
	log := event.NewLog("03-detect-close", event.Server, event.JSONLines(&b))
	at := time.Date(2026, 3, 4, 15, 4, 5, 123456789, time.UTC)
	log.Write(&event.Event{
		Time: at, Op: event.Recv, Conn: 7, Local: "127.0.0.1:45586", Peer: "127.0.0.1:62140",
		Bytes: 2, Text: "a\xff", Msg: "2 bytes",
	})

	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"time": "2026-03-04T15:04:05.123456789Z", "lesson": "03-detect-close", "role": "server",
		"op": "recv", "conn": 7.0, "local": "127.0.0.1:45586", "peer": "127.0.0.1:62140",
		"bytes": 2.0, "text": "a\ufffd", "msg": "2 bytes",
	}
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s is %v, want %v", key, got[key], value)
		}
		delete(got, key)
	}
	if len(got) > 0 {
		t.Errorf("there is more: %v", got)
	}
}

func TestReadTakesWhatWasWritten(t *testing.T) {
	var b bytes.Buffer
	log := event.NewLog("05-client", event.Client, event.JSONLines(&b), event.JSONLines(new(bytes.Buffer)))
	want := []event.Event{
		{Op: event.Stop, Msg: "done"},
		{Op: event.Error, Conn: 1, Local: "a", Peer: "b", Error: "read: EOF", Msg: "why"},
	}
	for i := range want {
		want[i].Time = time.Now().UTC().Round(0)
		log.Write(&want[i])
	}

	var got []event.Event
	for e, err := range event.Read(&b) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e)
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestCut(t *testing.T) {
	for text, want := range map[string]string{"abc": "abc", "abcd": "abcd", "abcde": "abcd", "a你好": "a你", "你好": "你", "\xff\xff\xff\xff\xff": "\xff\xff\xff\xff", "\x80\x80\x80\x80\x80": "\x80\x80\x80\x80"} {
		if got := event.Cut(text, 4); got != want {
			t.Errorf("Cut(%q, 4) = %q, want %q", text, got, want)
		}
	}
}

// Text that is no UTF-8 grows when it becomes JSON, but not beyond the limit.
func TestTextIsNeverLonger(t *testing.T) {
	var b bytes.Buffer
	event.JSONLines(&b).Take(&event.Event{Bytes: 1024, Text: strings.Repeat("\xffx", 512)})
	for e, err := range event.Read(&b) {
		if err != nil || e.Bytes != 1024 || len(e.Text) > event.MaxText || !strings.HasPrefix(e.Text, "\ufffdx\ufffd") {
			t.Errorf("%d bytes, %d of text: %v", e.Bytes, len(e.Text), err)
		}
	}
}

func TestReadTellsTheLineThatIsNoEvent(t *testing.T) {
	stream := strings.NewReader(`{"op":"wait"}` + "\nnonsense\n" + `{"op":"stop"}`)
	var last error
	n := 0
	for _, err := range event.Read(stream) {
		n++
		last = err
	}
	if n != 2 || last == nil || !strings.Contains(last.Error(), "line 2") {
		t.Errorf("%d events, then %v", n, last)
	}
}

// A log for nobody takes everything.
func TestNilLog(t *testing.T) {
	log := event.NewLog("04-threaded", event.Server)
	if log != nil {
		t.Error("a log without handlers is not nil")
	}
	log.Write(&event.Event{Time: time.Now(), Op: event.Close})
}
