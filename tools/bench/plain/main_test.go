package main

import (
	"io"
	"net"
	"testing"
	"time"
)

// A yardstick that speaks another protocol measures something else.
func TestPlainSpeaksTheProtocolOfLesson04(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go serveAll(listener)

	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(5 * time.Second))

	for _, turn := range []struct{ say, hear string }{
		{"", "Welcome!"},
		{"Michael", "Hello, Michael!"},
		{"Tracy\n", "Hello, Tracy!\n"},
		{"Sarah\r\n", "Hello, Sarah!\n"},
	} {
		if _, err := io.WriteString(conn, turn.say); err != nil {
			t.Fatal(err)
		}
		heard := make([]byte, len(turn.hear))
		if _, err := io.ReadFull(conn, heard); err != nil || string(heard) != turn.hear {
			t.Fatalf("said %q, heard %q (%v), want %q", turn.say, heard, err, turn.hear)
		}
	}
	io.WriteString(conn, "exit")
	if rest, err := io.ReadAll(conn); err != nil || len(rest) > 0 {
		t.Errorf("after exit came %q (%v), want the end", rest, err)
	}
}
