package probe

import (
	"bytes"
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"tcplab/shared/conversation"
)

// talker connects a client of the probes to a server that says something, again
// and again, without an end.
func talker(t *testing.T, says []byte, pace time.Duration) *client {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		tick := time.NewTicker(pace)
		defer tick.Stop()
		for ctx.Err() == nil {
			if _, err := conn.Write(says); err != nil {
				return
			}
			<-tick.C
		}
	}()
	x := &examiner{
		Target: Target{Show: func(Line) {}}, ctx: ctx, giveUp: func(err error) { t.Error(err) },
		begun: time.Now(), known: known{habits: conversation.Habits{Known: true, Replies: make([]conversation.Reply, 3)}},
	}
	trial := x.newTrial()
	trial.addr = l.Addr().String()
	c, got := trial.connect()
	if got != answered {
		t.Fatalf("connect: %v", got)
	}
	t.Cleanup(c.close)
	return c
}

// A server that speaks without an end, fast or a byte at a time, keeps no probe
// for longer than it may.
func TestEndlessServer(t *testing.T) {
	const most = 30 * time.Second // on a machine that is busy; the server goes on for a minute
	for name, server := range map[string]struct {
		says []byte
		pace time.Duration
	}{
		"drips":  {[]byte("#"), 10 * time.Millisecond},
		"floods": {bytes.Repeat([]byte("#"), 64<<10), 10 * time.Millisecond},
	} {
		for call, do := range map[string]func(*client){
			"recv":     func(c *client) { c.recv(c.trial.patience()) },
			"isClosed": func(c *client) { c.isClosed(c.trial.patience()) },
			"recvBack": func(c *client) { c.recvBack(strings.Repeat("0123", 5000)) },
			"finish":   func(c *client) { c.finish(c.trial.patience()) },
		} {
			t.Run(name+" "+call, func(t *testing.T) {
				t.Parallel()
				c := talker(t, server.says, server.pace)
				begun := time.Now()
				do(c)
				if took := time.Since(begun); took > most {
					t.Errorf("it took %v", took)
				}
			})
		}
	}
}
