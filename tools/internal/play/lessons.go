package play

import (
	"tcplab/shared/course"
	"tcplab/shared/event"
)

// lessons has two plays of each lesson, in their order: how it works, and what
// still goes wrong.
var lessons = titled([]Play{
	{Name: "lesson-1", Lesson: 1, Clients: 1, Idea: idea1, script: singleClient},
	{Name: "lesson-1-flaw", Lesson: 1, Clients: 3, Idea: flaw1, script: onlyOne},
	{Name: "lesson-2", Lesson: 2, Clients: 1, Idea: idea2, script: loopClients},
	{Name: "lesson-2-flaw", Lesson: 2, Clients: 2, Idea: flaw2, script: ghost},
	{Name: "lesson-3", Lesson: 3, Clients: 2, Idea: idea3, script: detectClose},
	{Name: "lesson-3-flaw", Lesson: 3, Clients: 2, Idea: flaw3, script: serial},
	{Name: "lesson-4", Lesson: 4, Clients: 2, Concurrent: true, Idea: idea4, script: threaded},
	{Name: "lesson-4-flaw", Lesson: 4, Clients: 1, Concurrent: true, Idea: flaw4, script: cutShort},
	{Name: "lesson-5", Lesson: 5, Clients: 1, Concurrent: true, Idea: idea5, script: client},
	{Name: "lesson-5-flaw", Lesson: 5, Clients: 1, Concurrent: true, Idea: flaw5, script: outOfStep},
	{Name: "lesson-6", Lesson: 6, Clients: 1, Concurrent: true, Idea: idea6, script: httpGet},
	{Name: "lesson-6-flaw", Lesson: 6, Clients: 1, Concurrent: true, Idea: flaw6, script: moved},
	{Name: "lesson-7", Lesson: 7, Clients: 2, Idea: idea7, script: eventLoop},
	{Name: "lesson-7-flaw", Lesson: 7, Clients: 2, Idea: flaw7, script: oneComputes},
})

// titled gives each play the title of its lesson.
func titled(plays []Play) []Play {
	for i := range plays {
		plays[i].Title = course.Lessons[plays[i].Lesson-1].Title
	}
	return plays
}

func singleClient(s *run) {
	server := s.Server(1)
	s.Client("-to", "1").Ends(0)
	server.Ends(0)
}

func onlyOne(s *run) {
	server := s.Server(1)
	a := s.Client("-to", "1", "-i")
	server.Await(event.Accept)
	b := s.Client("-to", "1", "Tracy")
	b.Await(event.Send)
	s.Say(queued)
	a.Type("Michael")
	a.Await(event.Recv)
	server.Ends(0)
	b.Ends(1)
	s.Say(cutOff)
	a.Type("exit")
	a.Ends(0)
	s.Say(serverGone)
	s.Client("-to", "1", "Sarah").Ends(1)
}

func loopClients(s *run) {
	server := s.Server(2)
	a := s.Client("-to", "2", "-i")
	server.Await(event.Accept)
	for _, said := range [][2]string{{"Michael", "Good morning!"}, {"Tracy", "Hello Tracy."}} {
		a.Type(said[0])
		server.Await(event.Recv)
		server.Type(said[1])
		a.Await(event.Recv)
	}
	server.Stop()
	a.Type("exit")
	a.Ends(0)
}

func ghost(s *run) {
	server := s.Server(2)
	a := s.Client("-to", "2", "Michael")
	server.Await(event.Recv)
	server.Type("hello")
	a.Ends(0)

	server.Await(event.Recv) // exit, which is a message like any other
	s.Say(clientLeft)
	b := s.Client("-to", "2", "Tracy")
	b.Await(event.Send)
	s.Say(isQueued)
	server.Type("bye")
	server.Await(event.EOF)
	server.Type("are you there?")
	server.Ends(1)
	b.Ends(1)
	s.Say(died)
}

func detectClose(s *run) {
	server := s.Server(3)
	s.Client("-to", "3", "Michael").Ends(0)
	server.Await(event.Close)
	s.Say(saidExit)
	b := s.Dial()
	b.Recv(welcome)
	b.Send("Tracy")
	b.Recv("Received Tracy;")
	b.Close()
	server.Await(event.EOF)
	server.Await(event.Close)
	s.Say(saidNothing)
	server.Stop()
}

func serial(s *run) {
	server := s.Server(3)
	a := s.Client("-to", "3")
	a.Await(event.Recv)
	b := s.Client("-to", "3")
	b.Await(event.Connect)
	s.Say(waits)
	a.Ends(0)
	s.Say(itsTurn)
	took := b.Ends(0)
	server.Stop()
	s.SayMeasured(tookSerial, took.Seconds())
}

func threaded(s *run) {
	server := s.Server(4)
	a := s.Client()
	a.Await(event.Recv)
	b := s.Client()
	a.Ends(0)
	took := b.Ends(0)
	server.Stop()
	s.SayMeasured(tookConcurrent, took.Seconds())
}

func cutShort(s *run) {
	server := s.Server(4, "-delay", "5s") // so that Ctrl+C comes before the answer, on any machine
	a := s.Client("Michael")
	server.Await(event.Recv)
	s.Say(thinking)
	server.Stop()
	a.Ends(1)
}

func client(s *run) {
	server := s.Server(4)
	c := s.Client("-to", "4", "-i")
	c.Await(event.Recv)
	for _, line := range []string{"Michael", "Tracy"} {
		c.Type(line)
		c.Await(event.Recv)
	}
	c.Type("exit")
	c.Ends(0)
	server.Stop()
}

func outOfStep(s *run) {
	server := s.Server(4)
	c := s.Client("-to", "4", "-i", "-greeting=false")
	server.Await(event.Send)
	c.Type("Michael")
	c.Await(event.Recv)
	s.Say(mistaken)
	server.Await(event.Recv)
	c.Type("Tracy")
	c.Await(event.Recv)
	server.Await(event.Recv)
	c.Type("exit")
	c.Ends(0)
	s.Say(unread)
	server.Stop()
}

func httpGet(s *run) {
	server := s.Web()
	s.Get("/Michael").Ends(0)
	server.Stop()
}

func moved(s *run) {
	server := s.Web()
	s.Get("/old").Ends(1)
	server.Stop()
}

func eventLoop(s *run) {
	server := s.Server(7)
	a := s.Client("Michael")
	server.Await(event.Recv)
	b := s.Client("Tracy")
	a.Ends(0)
	b.Ends(0)
	server.Stop()
}

func oneComputes(s *run) {
	server := s.Server(7, "-think", "cpu", "-delay", "2s")
	a := s.Client("Michael")
	server.Await(event.Recv)
	b := s.Client("Tracy")
	b.Await(event.Connect)
	s.Say(loopIsBusy)
	a.Ends(0)
	b.Ends(0)
	server.Stop()
}
