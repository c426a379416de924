package play

import (
	"fmt"
	"net"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/tools/internal/relay"
)

// kernel are the experiments that show what the system does between the calls.
var kernel = []Play{
	{Name: "handshake", Clients: 1, Title: titleHandshake, Idea: ideaHandshake, script: handshake},
	{Name: "states", Clients: 2, Title: titleStates, Idea: ideaStates, script: states},
	{Name: "time-wait", Clients: 2, Title: titleTimeWait, Idea: ideaTimeWait, script: timeWait},
	{Name: "reset", Clients: 3, Title: titleReset, Idea: ideaReset, script: resets},
	{Name: "udp", Clients: 1, Title: titleUDP, Idea: ideaUDP, script: datagrams},
	{Name: "slow-network", Clients: 2, Network: true, Title: titleSlowNetwork, Idea: ideaSlowNetwork, script: slowNetwork},
}

func handshake(s *run) {
	server := s.Listen(0)
	s.Sockets(listens(0))
	a := s.Dial()
	s.Say(threePackets)
	s.Sockets(listens(1), serverEnd("ESTABLISHED", 1), clientEnd("ESTABLISHED", 1))
	a.Send("Michael")
	s.Say(inBuffer)
	s.pass(moment)
	conn := server.Accept()
	s.Say(acceptSendsNothing)
	conn.Recv()
	a.Close()
	conn.Recv()
	conn.Close()
}

func states(s *run) {
	server := s.Server(3, "-delay", "1s") // so that there is time to look
	s.Sockets(listens(0))
	a := s.Dial()
	a.Recv(welcome)
	b := s.Dial()
	s.Say(bIsQueued)
	s.Sockets(listens(1), serverEnd("ESTABLISHED", 1), clientEnd("ESTABLISHED", 1), serverEnd("ESTABLISHED", 2), clientEnd("ESTABLISHED", 2))
	a.Send("Michael")
	server.Await(event.Recv)
	a.Shut()
	s.Say(closedHalf)
	s.Sockets(listens(1), serverEnd("CLOSE_WAIT", 1), clientEnd("FIN_WAIT_2", 1), serverEnd("ESTABLISHED", 2), clientEnd("ESTABLISHED", 2))
	a.Recv("Received Michael;")
	server.Await(event.Close)
	a.RecvEnd()
	a.Close()
	b.Recv(welcome)
	s.Say(firstCloserWaits)
	s.Sockets(listens(0), clientEnd("TIME_WAIT", 1), serverEnd("ESTABLISHED", 2), clientEnd("ESTABLISHED", 2))
	b.Send("exit")
	server.Await(event.Close)
	s.Say(serverSaidGoodbye)
	s.Sockets(listens(0), clientEnd("TIME_WAIT", 1), serverEnd("FIN_WAIT_2", 2), clientEnd("CLOSE_WAIT", 2))
	b.RecvEnd()
	b.Close()
	server.Stop()
	s.Say(statesStay)
	s.Sockets(clientEnd("TIME_WAIT", 1), serverEnd("TIME_WAIT", 2))
}

func timeWait(s *run) {
	server := s.Listen(0)
	a := s.Dial()
	conn := server.Accept()
	conn.Close()
	a.RecvEnd()
	a.Close()
	server.Close()
	s.Say(serverFirst)
	s.Sockets(serverEnd("TIME_WAIT", 1))
	server.Bind(false, false)
	s.Say(portIsKept)
	server.Bind(true, true)
	s.Say(reuseAllows)
	server.Bind(true, false)
	s.Say(notTwoListeners)
	server.Close()

	server = s.Listen(0)
	b := s.Dial()
	conn = server.Accept()
	b.Close()
	conn.Recv()
	conn.Close()
	server.Close()
	s.Say(clientFirst)
	s.Sockets(clientEnd("TIME_WAIT", 2))
	server.Bind(false, true)
	s.Say(portIsFree)
}

func resets(s *run) {
	server := s.Listen(0)
	a := s.Dial()
	conn := server.Accept()
	a.Send("Michael")
	s.Say(unreadBytes)
	s.pass(moment / 5) // so that they are in the receive buffer
	conn.Close()
	a.RecvReset()
	a.Close()

	b := s.Dial()
	conn = server.Accept()
	b.Close()
	s.Say(sentToClosed)
	conn.Recv()
	conn.Send("one")
	s.pass(moment / 5) // until the reset is there
	conn.Send("two")
	conn.Close()

	c := s.Dial()
	conn = server.Accept()
	s.Say(abortive)
	c.Abort()
	conn.Recv()
	conn.Close()

	s.clients = 0 // the columns of A and B again
	d := s.Dial()
	s.Say(queueThrownAway)
	server.Close()
	d.RecvReset()
	d.Close()

	s.Say(noListener)
	s.DialRefused()
}

func datagrams(s *run) {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	s.opened(server, err)
	client, err := net.ListenPacket("udp", "127.0.0.1:0")
	s.opened(client, err)
	send := func(text, shown string) {
		s.Call(1, "sendto "+shown)
		if n, err := client.WriteTo([]byte(text), server.LocalAddr()); n != len(text) {
			s.fail(err)
		}
	}
	recv := func(want, shown string) {
		buffer := make([]byte, 1024)
		server.SetReadDeadline(time.Now().Add(callTime))
		n, _, err := server.ReadFrom(buffer) // Windows has an error for a message that is cut
		if string(buffer[:n]) != want {
			s.fail(fmt.Errorf("recvfrom has returned %q (%v)", buffer[:n], err))
		}
		s.Call(0, "recvfrom "+shown)
	}
	s.clients = 1
	s.step(0, Step{Do: Start})
	s.Call(0, "bind")
	s.step(1, Step{Do: Start})
	s.Say(noConnection)
	send("Michael", `"Michael"`)
	send("Sarah", `"Sarah"`)
	recv("Michael", `"Michael"`)
	recv("Sarah", `"Sarah"`)
	s.Say(keptApart)
	long := make([]byte, 2500)
	send(string(long), s.bytes(len(long)))
	send("exit", `"exit"`)
	recv(string(long[:1024]), s.bytes(1024))
	recv("exit", `"exit"`)
	s.Say(restIsLost)
	server.Close()
	s.Call(0, "close")
	send("Tracy", `"Tracy"`)
	s.Say(nobodyKnows)
}

func (s *run) bytes(n int) string { return manyBytes.Format(s.Lang, n) }

func slowNetwork(s *run) {
	server := s.Server(3)
	s.Through(relay.Network{Delay: 300 * time.Millisecond, Split: 8})
	s.Say(networkBetween)
	s.Client("-to", "3", "Michael").Ends(0)
	server.Await(event.Close)
	s.Say(tookAPiece)
	s.Through(relay.Network{Delay: 500 * time.Millisecond, ResetAfter: len(welcome)})
	s.Say(networkCuts)
	s.Client("-to", "3", "Tracy").Ends(1)
	server.Await(event.Error)
	server.Await(event.Close)
	s.Say(neitherDidIt)
	server.Stop()
}

// Through has the clients that come from now on reach the server through a network.
func (s *run) Through(n relay.Network) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	s.opened(l, err)
	s.via = l.Addr().String()
	s.through.Store(true)
	go n.Serve(l, s.addr, func(client, at net.Addr) { s.relayed.Store(at.String(), client.String()) }, nil)
}

// direct returns an event as if there were no relay: the two ends of a connection
// through it have each other's address.
func (s *run) direct(e event.Event) event.Event {
	if !s.through.Load() || e.Conn == 0 {
		return e
	}
	if e.Role == event.Client {
		e.Peer = s.addr
		return e
	}
	for { // the relay may not know yet that it is connected
		if client, ok := s.relayed.Load(e.Peer); ok {
			e.Peer = client.(string)
			return e
		}
		if !clock.Sleep(s.ctx, time.Millisecond) {
			return e
		}
	}
}
