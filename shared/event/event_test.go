package event_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
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
	log.Conn(7, "127.0.0.1:45586", "127.0.0.1:62140").Write(at, event.Recv, "2 bytes",
		slog.Int(event.KeyBytes, 2), slog.String(event.KeyText, "a\xff"))

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
	at := time.Now().Round(0)
	log.Write(at, event.Stop, "done")
	log.Conn(1, "a", "b").Write(at, event.Error, "why", slog.String(event.KeyError, "read: EOF"))

	var got []event.Event
	for e, err := range event.Read(&b) {
		if err != nil {
			t.Fatal(err)
		}
		if !e.Time.Equal(at) {
			t.Errorf("time %v, want %v", e.Time, at)
		}
		e.Time = time.Time{}
		got = append(got, e)
	}
	want := []event.Event{
		{Lesson: "05-client", Role: event.Client, Op: event.Stop, Msg: "done"},
		{Lesson: "05-client", Role: event.Client, Op: event.Error, Conn: 1, Local: "a", Peer: "b", Error: "read: EOF", Msg: "why"},
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got  %+v\nwant %+v", got, want)
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
	log.Conn(1, "a", "b").Write(time.Now(), event.Close, "closed")
}
