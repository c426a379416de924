package console_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/slogtest"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
)

var at = time.Date(2026, 3, 4, 15, 4, 5, 6_000_000, time.Local)

// lines writes events to a console without colour, and returns what it shows.
func lines(colored bool, write func(log *event.Log)) string {
	var b bytes.Buffer
	write(event.NewLog("03-detect-close", event.Server, console.New(&b, colored)))
	return b.String()
}

func TestLines(t *testing.T) {
	got := lines(false, func(log *event.Log) {
		log.Write(at, event.Listen, "ready", slog.String(event.KeyLocal, "127.0.0.1:45586"))
		log.Write(at, event.Wait, "accept waits")
		conn := log.Conn(1, "127.0.0.1:45586", "127.0.0.1:62140")
		conn.Write(at, event.Accept, "a new socket")
		conn.Write(at, event.Recv, "7 bytes", slog.Int(event.KeyBytes, 7), slog.String(event.KeyText, "Michael"))
		log.Conn(12, "127.0.0.1:45586", "192.168.100.7:62140").Write(at, event.Error, "The peer was killed.\nTake care.",
			slog.String(event.KeyError, "read: connection reset by peer"))
	})
	want := `15:04:05.006  server  LISTEN      127.0.0.1:45586   ready
15:04:05.006  server  WAIT                          accept waits
15:04:05.006  server  ACCEPT  #1  127.0.0.1:62140   a new socket
15:04:05.006  server  RECV    #1  127.0.0.1:62140   7 bytes "Michael"
15:04:05.006  server  ERROR   #12  192.168.100.7:62140  read: connection reset by peer
                      The peer was killed.
                      Take care.
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestReceivedTextIsEscaped(t *testing.T) {
	got := lines(false, func(log *event.Log) {
		log.Write(at, event.Recv, "", slog.String(event.KeyText, "\x1b[2J\x9b\r\n\x00\u202e\"你好"))
		log.Write(at, event.Recv, "\x1b[31m")
		log.Write(at, event.Recv, "", slog.String("other", "\x1b[31m"))
		log.Write(at, event.Error, "", slog.String(event.KeyError, "\x1b[31m"))
	})
	for _, escaped := range []string{`"\x1b[2J\x9b\r\n\x00\u202e\"你好"`, `\x1b[31m`, `other="\x1b[31m"`} {
		if !strings.Contains(got, escaped) {
			t.Errorf("%s is not in:\n%q", escaped, got)
		}
	}
	if strings.ContainsAny(got, "\x1b\u009b\r\x00\u202e") {
		t.Errorf("something was not escaped: %q", got)
	}
}

func TestOneColourPerConnection(t *testing.T) {
	seen := map[string]int{}
	for conn := 1; conn <= 10; conn++ {
		line := lines(true, func(log *event.Log) {
			log.Conn(conn, "", "127.0.0.1:62140").Write(at, event.Close, "closed")
		})
		before, _, _ := strings.Cut(line, "CLOSE")
		_, color, found := strings.Cut(before, "\x1b")
		if !found || !strings.Contains(line, "\x1b[0m\n") {
			t.Fatalf("connection %d has no colour of its own line: %q", conn, line)
		}
		if other, taken := seen[color]; taken {
			t.Errorf("connections %d and %d have the same colour", other, conn)
		}
		seen[color] = conn
	}
}

// A line is one Write, so that lines never mix, whoever writes them.
func TestOneWritePerLine(t *testing.T) {
	w := &counting{}
	log := event.NewLog("04-threaded", event.Server, console.New(w, true))
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			conn := log.Conn(n+1, "", "127.0.0.1:62140")
			for range 100 {
				conn.Write(at, event.Recv, "7 bytes", slog.String(event.KeyText, "Michael"))
			}
		})
	}
	wg.Wait()
	if w.writes != 800 || w.broken > 0 {
		t.Errorf("%d writes, %d of them not one line; want 800", w.writes, w.broken)
	}
}

type counting struct{ writes, broken int } // unlocked: the handler has the lock

func (c *counting) Write(b []byte) (int, error) {
	c.writes++
	if bytes.Count(b, []byte("\n")) != 1 || b[len(b)-1] != '\n' {
		c.broken++
	}
	return len(b), nil
}

func TestWhenToColour(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for mode, want := range map[console.Mode]bool{console.Auto: false, console.Always: true, console.Never: false} {
		if _, colored := console.Open(file, mode); colored != want {
			t.Errorf("a file with %s: colour is %v", mode, colored)
		}
	}
}

// It is a slog.Handler like any other.
func TestHandler(t *testing.T) {
	var b bytes.Buffer
	slogtest.Run(t,
		func(*testing.T) slog.Handler {
			b.Reset()
			return console.New(&b, false)
		},
		func(t *testing.T) map[string]any { return parse(t, b.String()) })
}

// parse reads back a line that is no event: time, role, level, message, and
// the attributes as group.key=value.
func parse(t *testing.T, line string) map[string]any {
	t.Helper()
	all := map[string]any{}
	words := strings.Fields(line)
	if _, err := time.Parse("15:04:05.000", words[0]); err == nil {
		all[slog.TimeKey], words = words[0], words[1:]
	}
	all[slog.LevelKey], words = words[0], words[1:]
	var message []string
	for _, word := range words {
		path, value, found := strings.Cut(word, "=")
		if !found {
			message = append(message, word)
			continue
		}
		if unquoted, err := strconv.Unquote(value); err == nil {
			value = unquoted
		}
		keys := strings.Split(path, ".")
		group := all
		for _, key := range keys[:len(keys)-1] {
			if _, ok := group[key]; !ok {
				group[key] = map[string]any{}
			}
			group = group[key].(map[string]any)
		}
		group[keys[len(keys)-1]] = value
	}
	all[slog.MessageKey] = strings.Join(message, " ")
	return all
}

// What cannot be written is an error of Handle, as slog has it.
func TestHandleReturnsTheWritersError(t *testing.T) {
	r, w := io.Pipe()
	r.CloseWithError(fmt.Errorf("no space left"))
	err := console.New(w, false).Handle(context.Background(), slog.NewRecord(at, 0, "x", 0))
	if err == nil {
		t.Error("no error")
	}
}
