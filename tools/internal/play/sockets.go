package play

import (
	"cmp"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"time"

	"tcplab/shared/fault"
	"tcplab/shared/sockettable"
)

// A socketRow is a row of the system's table of sockets: the listening socket, the
// server's end of the connection to a client, or the client's end.
type socketRow struct {
	state  string
	owner  int // 0 the server, 1, 2, 3 … the clients
	client int // whose connection it is; 0 of the listening socket
	queue  int // of the listening socket
}

func listens(queue int) socketRow                  { return socketRow{state: "LISTEN", queue: queue} }
func serverEnd(state string, client int) socketRow { return socketRow{state, 0, client, 0} }
func clientEnd(state string, client int) socketRow { return socketRow{state, client, client, 0} }

// Sockets waits until the system's table has these rows, and shows them. Systems that
// do not tell as much are left out: the user is told how to look.
func (s *run) Sockets(want ...socketRow) {
	var got []socketRow
	for until := time.Now().Add(callTime); ; s.pass(time.Millisecond) {
		var err error
		if got, err = s.sockets(); err != nil {
			s.Say(lookYourself)
			return
		}
		if slices.Equal(got, want) {
			s.step(Narrator, Step{Do: Table, Text: s.table(got)})
			return
		}
		if time.Now().After(until) {
			s.fail(fmt.Errorf("the sockets are %v, not %v", got, want))
		}
	}
}

// sockets reads the rows with the server's port: the listening socket first, then
// each connection with both its ends.
func (s *run) sockets() (rows []socketRow, err error) {
	server, err := netip.ParseAddrPort(s.addr)
	if err != nil {
		return nil, err
	}
	all, err := sockettable.Sockets(server.Port())
	for _, socket := range all {
		r := socketRow{state: socket.State, queue: socket.Queue}
		if client, ok := s.ports[socket.Local.Port()]; ok {
			r.owner, r.client = client, client
		} else {
			r.client = s.ports[socket.Peer.Port()]
		}
		if r.client == 0 && r.state != "LISTEN" {
			continue // of a program that had this port before
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b socketRow) int {
		return cmp.Or(a.client-b.client, a.owner-b.owner)
	})
	return rows, err
}

// table writes rows one a line.
func (s *run) table(rows []socketRow) string {
	var b strings.Builder
	for _, r := range rows {
		who := ActorName(r.owner).In(s.Lang)
		switch {
		case r.client == 0:
			who = acceptQueue.Format(s.Lang, who, r.queue)
		case r.owner == 0:
			who = toClient.Format(s.Lang, who, ActorName(r.client))
		default:
			who = toServer.Format(s.Lang, who, ActorName(0))
		}
		fmt.Fprintf(&b, "%-12s %s\n", r.state, who)
	}
	return b.String()
}

// Call notes a call that no event tells.
func (s *run) Call(actor int, text string) { s.step(actor, Step{Do: Call, Text: text}) }

// Bind calls bind and listen again at the server's address, with SO_REUSEADDR or
// without, which must work or fail as is shown. The new socket takes the place of
// the server's.
func (l *listener) Bind(reuse, works bool) {
	s, option, failed := l.run, "", error(nil)
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		raw.Control(func(fd uintptr) { failed = setReuse(fd, reuse) })
		return failed
	}}
	if reuse {
		option = "SO_REUSEADDR, "
	}
	plain, err := config.Listen(s.ctx, "tcp", s.addr)
	switch {
	case failed != nil:
		s.fail(failed)
	case (err == nil) != works:
		s.fail(fmt.Errorf("bind: %v", err))
	case err != nil:
		_, why, _ := strings.Cut(fault.Text(err), ": ")
		s.Call(0, option+"bind: "+why)
	default:
		s.opened(plain, nil)
		l.plain = plain.(*net.TCPListener)
		s.Call(0, option+"bind, listen")
	}
}
