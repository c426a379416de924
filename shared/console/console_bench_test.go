package console_test

import (
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

// BenchmarkColored writes one event of a connection to the coloured log.
func BenchmarkColored(b *testing.B) { benchmarkHandler(b, console.New(io.Discard, true)) }

// BenchmarkTextHandler writes the same event by slog's own handler, which is
// the yardstick.
func BenchmarkTextHandler(b *testing.B) { benchmarkHandler(b, slog.NewTextHandler(io.Discard, nil)) }

func benchmarkHandler(b *testing.B, handler slog.Handler) {
	log := event.NewLog("04-threaded", event.Server, handler)
	conn := log.Conn(7, "127.0.0.1:9999", "127.0.0.1:62140")
	at := time.Now()
	b.ReportAllocs()
	for b.Loop() {
		conn.Write(at, event.Recv, "7 bytes",
			slog.Int(event.KeyBytes, 7), slog.String(event.KeyText, "Michael"))
	}
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
	log := event.NewLog("04-threaded", event.Server, console.New(io.Discard, true))
	return watch.New(log, phrase.English, charset.UTF8.Decode, error.Error).Conn(nowhere{})
}

// nowhere is a connection that sends to nobody.
type nowhere struct{ net.Conn }

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) LocalAddr() net.Addr         { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9999} }
func (nowhere) RemoteAddr() net.Addr        { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 62140} }
