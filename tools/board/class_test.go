package main

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/sockettable"
	"tcplab/tools/internal/timeline"
)

var noon = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

// at is a number of milliseconds after noon.
func at(ms int) time.Time { return noon.Add(time.Duration(ms) * time.Millisecond) }

// peer is the address of a client.
func peer(n int) string { return fmt.Sprintf("10.0.0.%d:5000", n) }

// connection is a row of the table. The last segments came and went so many
// milliseconds ago.
func connection(n int, state string, accepted bool, flows ...int) sockettable.Connection {
	c := sockettable.Connection{Accepted: accepted}
	c.State, c.Peer = state, netip.MustParseAddrPort(peer(n))
	if len(flows) == 4 {
		c.Received = sockettable.Flow{Segments: flows[0], Last: time.Duration(flows[1]) * time.Millisecond}
		c.Sent = sockettable.Flow{Segments: flows[2], Last: time.Duration(flows[3]) * time.Millisecond}
	}
	return c
}

// states are the clients of a class, as the board lists them.
func states(c *class) string {
	var list []string
	for _, one := range c.ordered() {
		list = append(list, fmt.Sprintf("%d %s", one.number, one.state))
	}
	return strings.Join(list, ", ")
}

func wantStates(t *testing.T, c *class, want string) {
	t.Helper()
	if got := states(c); got != want {
		t.Errorf("%s; want %s", got, want)
	}
}

// Only those whom the server has accepted are done when it ends: the others are cut
// off in the queue.
func TestCutOffInTheQueue(t *testing.T) {
	c := newClass(noon)
	c.told = true
	c.look(at(0), []sockettable.Connection{
		connection(1, "ESTABLISHED", false, 0, 0, 0, 0),
		connection(2, "ESTABLISHED", false, 0, 0, 0, 0),
	})
	c.take(event.Event{Time: at(100), Op: event.Accept, Conn: 1, Peer: peer(1)})
	c.end(at(5000))
	r, ok := c.recording(at(6000), "serial", "10.0.0.9:9999", false)
	if !ok {
		t.Fatal("there is no run")
	}
	run := timeline.Of(r)
	if failed := run.Failures(); len(failed) != 1 || failed[0].Addr != peer(2) {
		t.Errorf("%d clients were cut off in the queue, want the second one alone", len(failed))
	}
}

// What a server tells in its events is not guessed from the table, which adds who
// is in the queue, and the states of the sockets.
func TestEvents(t *testing.T) {
	c := newClass(noon)
	c.told = true
	take := func(ms int, op event.Op, conn int, text string) {
		c.take(event.Event{Time: at(ms), Op: op, Conn: conn, Peer: peer(conn), Text: text})
	}
	take(0, event.Accept, 1, "")
	c.look(at(100), []sockettable.Connection{
		connection(2, "ESTABLISHED", false, 0, 20, 0, 20),
		connection(3, "ESTABLISHED", false, 0, 60, 0, 60),
		connection(1, "ESTABLISHED", true, 1, 0, 0, 0), // its message is not told yet
	})
	wantStates(t, c, "1 served, 2 queued, 3 queued")
	if first := c.byPeer[peer(3)]; first.number != 2 || !first.arrived.Equal(at(40)) {
		t.Errorf("the elder of two is number %d, and came at %v", first.number, first.arrived)
	}
	take(200, event.Recv, 1, "Ming")
	wantStates(t, c, "1 thinking, 2 queued, 3 queued")
	take(1200, event.Send, 1, "")
	take(1300, event.Recv, 1, "exit")
	take(1400, event.Close, 1, "")
	c.take(event.Event{Time: at(1500), Op: event.Accept, Conn: 2, Peer: peer(3)})
	wantStates(t, c, "2 served, 3 queued, 1 gone")
	one := c.gone[0]
	if one.said != "exit" || one.name != "Ming" || one.messages != 2 || one.waited != 1100*time.Millisecond {
		t.Errorf("the one that has gone: %+v", one)
	}
	if got := c.waiting(at(1600)); got != (1100+1460+1520)*time.Millisecond {
		t.Errorf("all have waited for %v", got)
	}
	if c.arrived != 3 || c.answers != 1 {
		t.Errorf("%d of %d were answered, want 1 of 3", c.answers, c.arrived)
	}

	// A table that was read before the close was told does not bring the client back.
	c.look(at(1550), []sockettable.Connection{connection(1, "ESTABLISHED", true), connection(3, "ESTABLISHED", true), connection(2, "ESTABLISHED", false)})
	wantStates(t, c, "2 served, 3 queued, 1 gone")
	c.look(at(1700), []sockettable.Connection{connection(1, "TIME_WAIT", false), connection(3, "CLOSE_WAIT", true)})
	wantStates(t, c, "2 served, 3 gone, 1 gone")
	if tcp := one.tcp + " " + c.present[0].tcp; tcp != "TIME_WAIT CLOSE_WAIT" {
		t.Errorf("the states are %s", tcp)
	}
	c.end(at(1800))
	wantStates(t, c, "2 gone, 3 gone, 1 gone")
}

// A port that is used again is another client.
func TestPortAgain(t *testing.T) {
	c := newClass(noon)
	c.look(at(0), []sockettable.Connection{connection(1, "ESTABLISHED", true)})
	c.look(at(100), nil)
	c.look(at(5000), []sockettable.Connection{connection(1, "ESTABLISHED", false)})
	wantStates(t, c, "2 queued, 1 gone")
}

// Of a server that writes no events, the table tells when it has accepted, and
// whether its answer is newer than the last message.
func TestTableAlone(t *testing.T) {
	c := newClass(noon)
	for i, step := range []struct {
		row  sockettable.Connection
		want string
	}{
		{connection(1, "ESTABLISHED", false, 1, 40, 0, 50), "1 queued"},
		{connection(1, "ESTABLISHED", true, 1, 140, 0, 150), "1 thinking"},
		{connection(1, "ESTABLISHED", true, 1, 240, 1, 30), "1 served"},
		{connection(1, "ESTABLISHED", true, 2, 20, 1, 130), "1 thinking"},
		{connection(1, "ESTABLISHED", true, 2, 120, 2, 0), "1 served"},
		// The answer and the next message in the same tick of the kernel's clock.
		{connection(1, "ESTABLISHED", true, 4, 10, 3, 10), "1 thinking"},
		{connection(1, "ESTABLISHED", true, 4, 10, 4, 10), "1 served"},
		{connection(1, "FIN_WAIT_2", false), "1 gone"},
	} {
		c.look(at(100*i), []sockettable.Connection{step.row})
		if got := states(c); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
	if one := c.gone[0]; one.messages != 4 || one.waited < 200*time.Millisecond {
		t.Errorf("%d messages, waited %v", one.messages, one.waited)
	}
}

// A server that greets has sent one thing more than it was asked for.
func TestGreets(t *testing.T) {
	c := newClass(noon)
	c.look(at(0), []sockettable.Connection{connection(1, "ESTABLISHED", true, 1, 8, 1, 12)})
	c.look(at(500), []sockettable.Connection{connection(1, "ESTABLISHED", true, 1, 508, 2, 4)})
	if !c.greets {
		t.Error("it is not known that the server greets")
	}
	c.look(at(600), []sockettable.Connection{connection(1, "ESTABLISHED", true, 2, 8, 2, 8)})
	wantStates(t, c, "1 thinking")
}

// However many come and go, the memory is bounded, and all are counted.
func TestBounded(t *testing.T) {
	c := newClass(noon)
	c.told = true
	for n := 1; n <= 3000; n++ {
		p := fmt.Sprintf("10.0.1.1:%d", n)
		c.take(event.Event{Time: at(n), Op: event.Accept, Conn: n, Peer: p})
		c.take(event.Event{Time: at(n), Op: event.Recv, Conn: n, Peer: p, Text: strings.Repeat("长", 400)})
		c.take(event.Event{Time: at(n), Op: event.Close, Conn: n, Peer: p})
	}
	if c.left != 3000 || len(c.gone) != keptGone || len(c.byPeer) != keptGone || len(c.byConn) != keptGone {
		t.Errorf("%d have gone; kept: %d, %d, %d", c.left, len(c.gone), len(c.byPeer), len(c.byConn))
	}
	if said := c.gone[0].said; len(said) > longestText || strings.Trim(said, "长") != "" {
		t.Errorf("the text is %q", said)
	}
}
