package crowd

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// Manners are the ways of a server, of which a client must know.
type Manners struct {
	Greeting int   // bytes that the server says first; 0 for none
	Answers  []int // bytes of each answer; nil where one recv is one
}

// A Rehearsal is what one client alone has learnt of a server.
type Rehearsal struct {
	Manners
	Delay    time.Duration // how long it thinks about a message
	Computes bool          // it keeps a core busy in that time
}

// How long a server may take in a rehearsal until it greets, if it does, until
// it answers, and until it has said all that it has to say.
const (
	greetsWithin  = 1200 * time.Millisecond
	answersWithin = 15 * time.Second
	speaksFor     = 5 * time.Second
)

// Rehearse lets one client alone say the messages of a run to the server, to
// learn its manners. Its error is a sentence.
func Rehearse(ctx context.Context, server Server, messages int, lang phrase.Lang) (Rehearsal, error) {
	s, err := server.start(ctx, lang, func(event.Event) {})
	if err != nil {
		return Rehearsal{}, err
	}
	defer server.stop(s)
	r, err := rehearse(ctx, s, messages)
	switch {
	case err == nil || ctx.Err() != nil:
		return r, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return r, errors.New(mute.Format(lang, answersWithin.Seconds()))
	case errors.Is(err, errEndless):
		return r, errors.New(endless.Format(lang, speaksFor.Seconds()))
	}
	return r, errors.New(badRehearsal.Format(lang, fault.Text(err)))
}

// rehearse has one conversation to learn from, and another to see whether the
// answers are as long again. Where they are not, one recv is taken for one.
func rehearse(ctx context.Context, s *process.Process, messages int) (r Rehearsal, err error) {
	used := s.CPU()
	thought, err := r.converse(ctx, s.Addr, messages)
	if err != nil {
		return r, err
	}
	r.Delay = thought / time.Duration(messages)
	// One that only waits uses next to nothing. One that computes may have had to
	// share its core with many others, and one that does something else besides is
	// found out when it is faster than the cores allow. Processor time is counted in
	// steps of 10 to 16 ms.
	const some = 20 * time.Millisecond
	used = s.CPU() - used
	r.Computes = used >= some && thought >= some && used > thought/20

	var again Rehearsal
	if _, err := again.converse(ctx, s.Addr, messages); err == nil {
		for i, n := range again.Answers {
			if n != r.Answers[i] {
				r.Answers = nil
				break
			}
		}
	}
	return r, ctx.Err()
}

// converse says all messages, learns how much is said in return, and returns how
// long the server has thought.
func (m *Manners) converse(ctx context.Context, addr string, messages int) (thought time.Duration, err error) {
	var dialer net.Dialer
	begun := clock.Now()
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })()

	greeting, last, err := hear(ctx, conn, greetsWithin)
	switch {
	case err == nil:
		m.Greeting = greeting
		thought = last.Sub(begun)
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return 0, err
	}
	for _, message := range script(messages) {
		sent := clock.Now()
		if _, err := io.WriteString(conn, message); err != nil {
			return 0, err
		}
		answer, last, err := hear(ctx, conn, answersWithin)
		if err != nil {
			return 0, err
		}
		m.Answers = append(m.Answers, answer)
		thought += last.Sub(sent)
	}
	return thought, nil
}

var errEndless = errors.New("it does not pause")

// hear receives until the server pauses, and returns how many bytes came, and
// when the last of them did. The first one may take as long as patience.
func hear(ctx context.Context, conn net.Conn, patience time.Duration) (bytes int, last time.Time, err error) {
	buffer := make([]byte, 4096)
	enough := clock.Now().Add(patience + speaksFor)
	for {
		conn.SetReadDeadline(time.Now().Add(patience))
		if ctx.Err() != nil {
			return 0, last, context.Cause(ctx)
		}
		n, err := conn.Read(buffer)
		if n > 0 {
			bytes, last, patience = bytes+n, clock.Now(), settle
		}
		switch {
		case n > 0 && last.After(enough):
			return 0, last, errEndless
		case err != nil && bytes > 0:
			return bytes, last, nil // whatever ends it, the next call tells
		case err != nil:
			return 0, last, err
		}
	}
}
