package probe

import (
	"bufio"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"tcplab/shared/fault"
)

// A sample is a server that the checker of homework 7 has to judge. It greets
// with Welcome!, answers each line NAME with the line Hello, NAME!, and closes
// after the line exit, or when its client has. It runs within this process: its
// mistake always shows, whatever the machine.
type sample struct {
	mistake string        // empty: it makes none
	thinks  time.Duration // before each reply, and ten times as long before the first
	pieces  bool          // what it says comes in three
	verdict verdict       // of the checker
	ending  string        // and how that ended

	listener net.Listener
	stopped  chan struct{}
	first    sync.Once // reply

	turn  sync.Mutex // of one client, where they are served serially
	mu    sync.Mutex
	conns []net.Conn // the newest one is the last
}

// newSamples returns the servers without a mistake, and those with one.
func newSamples() (correct, broken []*sample) {
	correct = []*sample{{}, {thinks: 150 * time.Millisecond}, {pieces: true}}
	for _, mistake := range []string{
		NoReply, AnswersOnce, ClosesAfterOne, StopsAfterOne, NeverCloses, ServesSerially, DropsClients,
		DiesOnEOF, DiesOnReset, DiesOnBadText, LosesBytes, MixesClients, Leftovers,
	} {
		broken = append(broken, &sample{mistake: mistake})
	}
	return correct, broken
}

// start has the server listen at an address of its own.
func (s *sample) start() (err error) {
	s.stopped = make(chan struct{})
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return err
	}
	go func() {
		for {
			conn, err := s.listener.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return nil
}

// stop ends the server as the end of its program would.
func (s *sample) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended() {
		return
	}
	close(s.stopped)
	s.listener.Close()
	for _, conn := range s.conns {
		conn.Close()
	}
}

func (s *sample) ended() bool {
	select {
	case <-s.stopped:
		return true
	default:
		return false
	}
}

// maxPlaces is how many clients are served by one that drops the others.
const maxPlaces = 10

// enter notes a new client, and reports whether it is served.
func (s *sample) enter(conn net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended() || s.mistake == DropsClients && len(s.conns) == maxPlaces {
		return false
	}
	s.conns = append(s.conns, conn)
	return true
}

// leave forgets a client.
func (s *sample) leave(conn net.Conn) {
	conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns = slices.DeleteFunc(s.conns, func(c net.Conn) bool { return c == conn })
	if s.mistake == StopsAfterOne {
		s.listener.Close()
	}
}

// serve talks with one client.
func (s *sample) serve(conn net.Conn) {
	if !s.enter(conn) {
		conn.Close()
		return
	}
	defer s.leave(conn)
	if s.mistake == ServesSerially {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	s.say(conn, "Welcome!")
	reader := bufio.NewReader(conn)
	for n, before := 1, ""; ; n++ {
		line, err := reader.ReadString('\n')
		name := strings.TrimRight(line, "\r\n")
		switch {
		case s.diesOf(line, err):
			s.stop()
			return
		case err == nil && name != "exit":
		case s.mistake == NeverCloses:
			<-s.stopped
			return
		default:
			return
		}
		before = s.altered(name, before)
		s.reply(conn, n, "Hello, "+before+"!\n")
		if s.mistake == ClosesAfterOne {
			return
		}
	}
}

// diesOf reports whether the server ends when a recv returns that.
func (s *sample) diesOf(line string, err error) bool {
	switch s.mistake {
	case DiesOnEOF:
		return err == io.EOF
	case DiesOnReset:
		return err != nil && fault.Reset(err)
	case DiesOnBadText:
		return !utf8.ValidString(line)
	}
	return false
}

// altered returns the name as the server repeats it, after another one.
func (s *sample) altered(name, before string) string {
	const room = 1000
	switch {
	case s.mistake == LosesBytes && len(name) > room:
		return name[:room]
	case s.mistake == Leftovers && len(name) < len(before):
		return name + before[len(name):]
	}
	return name
}

// reply sends the nth reply to a client.
func (s *sample) reply(conn net.Conn, n int, text string) {
	s.first.Do(func() { time.Sleep(9 * s.thinks) }) // it may take two seconds
	time.Sleep(s.thinks)
	switch {
	case s.mistake == NoReply, s.mistake == AnswersOnce && n > 1:
		return
	case s.mistake == MixesClients:
		s.mu.Lock()
		conn = s.conns[len(s.conns)-1]
		s.mu.Unlock()
	}
	s.say(conn, text)
}

// say sends a text.
func (s *sample) say(conn net.Conn, text string) {
	if !s.pieces {
		io.WriteString(conn, text)
		return
	}
	third := len(text) / 3
	for _, piece := range []string{text[:third], text[third : 2*third], text[2*third:]} {
		io.WriteString(conn, piece)
		time.Sleep(20 * time.Millisecond)
	}
}
