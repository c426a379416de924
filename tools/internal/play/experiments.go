package play

import (
	"fmt"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
)

// experiments are the plays that show what is true where much is said that is
// not: one for each misconception.
var experiments = []Play{
	{Name: "queue", Clients: 2, Title: titleQueue, Idea: ideaQueue, script: connectsFirst},
	{Name: "backlog", Clients: 4, Title: titleBacklog, Idea: ideaBacklog, script: fullQueue},
	{Name: "pieces", Clients: 1, Title: titlePieces, Idea: ideaPieces, script: pieces},
	{Name: "glue", Clients: 1, Title: titleGlue, Idea: ideaGlue, script: glue},
	{Name: "empty", Clients: 1, Title: titleEmpty, Idea: ideaEmpty, script: emptyMessage},
	{Name: "gone", Clients: 1, Title: titleGone, Idea: ideaGone, script: peerGone},
	{Name: "ports", Clients: 2, Concurrent: true, Title: titlePorts, Idea: ideaPorts, script: clientPorts},
	{Name: "in-use", Clients: 1, Concurrent: true, Title: titleInUse, Idea: ideaInUse, script: portInUse},
	{Name: "computing", Clients: 2, Concurrent: true, Title: titleComputing, Idea: ideaComputing, script: computing},
	{Name: "half-close", Clients: 1, Title: titleHalfClose, Idea: ideaHalfClose, script: halfClose},
}

func connectsFirst(s *run) {
	server := s.Server(3)
	a := s.Dial()
	a.Recv(welcome)
	b := s.Dial()
	b.Send("Hello")
	s.pass(moment)
	s.Say(connectedUnseen)
	a.Close()
	server.Await(event.EOF)
	b.Recv(welcome + "Received Hello;")
	b.Close()
	server.Await(event.EOF)
	server.Stop()
}

// welcome is the greeting of lessons 03 and 04.
const welcome = "Welcome!"

func fullQueue(s *run) {
	const backlog = 2
	server := s.Listen(backlog)
	for range backlog + 1 {
		s.Dial()
	}
	s.Say(queueIsFull, backlog, backlog+1)
	took := s.DialWhile(func() {
		s.pass(moment)
		s.Say(notConnected)
		server.Accept()
		s.Say(roomAgain)
	})
	s.SayMeasured(connectTook, took.Seconds())
	for range backlog + 1 {
		server.Accept()
	}
	s.Say(allAccepted, backlog, backlog+2)
}

func pieces(s *run) {
	const answer = "Thanks."
	server := s.Server(3, "-reply", answer)
	a := s.Dial()
	a.Recv(welcome)
	s.Say(sendsOnce)
	a.Send(strings.Repeat("0123456789", 250))
	a.Recv(answer + answer + answer)
	s.Say(threeRecvs)
	a.Close()
	server.Await(event.EOF)
	server.Stop()
}

func glue(s *run) {
	server := s.Server(3, "-delay", "1s") // in which both sends arrive
	a := s.Dial()
	a.Recv(welcome)
	a.Send("Michael")
	server.Await(event.Recv)
	s.Say(meanwhile)
	a.Send("Sarah")
	a.Send("exit")
	a.Recv("Received Michael;")
	if got := server.Await(event.Recv).Text; got != "Sarahexit" {
		s.fail(fmt.Errorf("the server has received %q", got))
	}
	s.Say(glued)
	a.Recv("Received Sarahexit;")
	a.Close()
	server.Await(event.EOF)
	server.Stop()
}

func emptyMessage(s *run) {
	server := s.Server(3)
	a := s.Dial()
	a.Recv(welcome)
	s.Say(sendsNothing)
	a.Send("")
	s.pass(moment)
	s.Say(nothingCame)
	a.Send("\n")
	server.Await(event.Recv)
	s.Say(lineEnd)
	a.Recv("Received ;\n")
	a.Close()
	server.Await(event.EOF)
	s.Say(onlyNow)
	server.Stop()
}

func peerGone(s *run) {
	server := s.Server(2)
	a := s.Dial()
	a.Send("Michael")
	server.Await(event.Recv)
	a.Close()
	s.Say(hasGone)
	server.Type("one")
	server.Await(event.Send)
	s.Say(firstSend)
	server.Await(event.EOF)
	server.Type("two")
	server.Ends(1)
	s.Say(secondSend)
}

func clientPorts(s *run) {
	server := s.Server(4)
	a := s.Dial()
	server.Await(event.Accept)
	b := s.Dial()
	server.Await(event.Accept)
	s.Say(theirPorts, a.Port(), b.Port())
	a.Recv(welcome)
	b.Recv(welcome)
	a.Send("Michael")
	b.Send("Tracy")
	a.Recv("Hello, Michael!")
	b.Recv("Hello, Tracy!")
	s.Say(fourNumbers)
	a.Close()
	b.Close()
	server.Await(event.EOF)
	server.Await(event.EOF)
	server.Stop()
}

func portInUse(s *run) {
	server := s.Server(4)
	s.Second(4).Ends(1)
	s.Say(onlyOneListens)
	const many = 1000
	s.Crowd(many)
	s.Say(manyConnections, many)
	server.Stop()
}

func computing(s *run) {
	s.OneCore()
	waiting := s.twoAtOnce("sleep")
	s.SayMeasured(waitingOverlaps, waiting.Seconds())
	calculating := s.twoAtOnce("cpu")
	s.SayMeasured(computingDoesNot, calculating.Seconds(), calculating.Seconds()/waiting.Seconds())
}

// twoAtOnce has two clients ask a server that thinks in a certain way, and
// returns how long it took until both were answered.
func (s *run) twoAtOnce(think string) time.Duration {
	server := s.Server(4, "-think", think)
	s.clients = 0 // the same two columns for both servers
	a, b := s.Dial(), s.Dial()
	a.Recv(welcome)
	b.Recv(welcome)
	begun := clock.Now()
	a.Send("Michael")
	b.Send("Tracy")
	a.Recv("Hello, Michael!")
	b.Recv("Hello, Tracy!")
	took := clock.Since(begun)
	a.Close()
	b.Close()
	server.Await(event.EOF)
	server.Await(event.EOF)
	server.Stop()
	return took
}

func halfClose(s *run) {
	server := s.Server(3)
	a := s.Dial()
	a.Recv(welcome)
	a.Send("Michael")
	server.Await(event.Recv)
	a.Shut()
	s.Say(sendsNoMore)
	a.Recv("Received Michael;")
	s.Say(stillReceives)
	server.Await(event.EOF)
	a.RecvEnd()
	a.Close()
	server.Stop()
}
