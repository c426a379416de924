package console_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// received is the event that the benchmarks write.
var received = event.Event{
	Time: time.Now(), Lesson: "04-threaded", Role: event.Server,
	Op: event.Recv, Conn: 7, Local: "127.0.0.1:9999", Peer: "127.0.0.1:62140",
	Bytes: 7, Text: "Michael", Msg: "7 bytes",
}

// BenchmarkEvent writes one event of a connection to the coloured log, and by
// slog's own handler, which is the yardstick. As is usual with slog, its handler
// is given only once what stays the same.
func BenchmarkEvent(b *testing.B) {
	b.Run("log=console", func(b *testing.B) {
		log := console.New(io.Discard, true, phrase.English)
		b.ReportAllocs()
		for b.Loop() {
			log.Take(&received)
		}
	})
	b.Run("log=slog", func(b *testing.B) {
		handler := slog.NewTextHandler(io.Discard, nil).WithAttrs([]slog.Attr{
			slog.String("lesson", received.Lesson), slog.String("role", received.Role),
			slog.Int("conn", received.Conn), slog.String("local", received.Local), slog.String("peer", received.Peer),
		})
		b.ReportAllocs()
		for b.Loop() {
			r := slog.NewRecord(received.Time, slog.LevelInfo, received.Msg, 0)
			r.AddAttrs(slog.String("op", string(received.Op)),
				slog.Int("bytes", received.Bytes), slog.String("text", received.Text))
			handler.Handle(context.Background(), r)
		}
	})
}

// BenchmarkWatchedSend is the whole event, from the call of Write on.
func BenchmarkWatchedSend(b *testing.B) {
	conn, message := watchedConn(), []byte("Hello, Michael!")
	b.ReportAllocs()
	for b.Loop() {
		conn.Write(message)
	}
}

// Two strings may have to be made for an event: the text, and how long it is.
func TestEventHasTwoAllocationsAtMost(t *testing.T) {
	conn := watchedConn()
	for _, text := range []string{"Hello, Michael!", "你好，同志！", strings.Repeat("long ", 200)} {
		message := []byte(text)
		allocs := testing.AllocsPerRun(1000, func() { conn.Write(message) })
		if allocs > 2 {
			t.Errorf("an event of %d bytes has %v allocations, want 2 at most", len(message), allocs)
		}
	}
}

// watchedConn returns a connection whose calls stand in a coloured log.
func watchedConn() net.Conn {
	log := event.NewLog("04-threaded", event.Server, console.New(io.Discard, true, phrase.English))
	return watch.New(log, phrase.English, charset.UTF8.Decode, error.Error).Conn(nowhere{}, time.Now())
}

// nowhere is a connection that sends to nobody.
type nowhere struct{ net.Conn }

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) LocalAddr() net.Addr         { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9999} }
func (nowhere) RemoteAddr() net.Addr        { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 62140} }
