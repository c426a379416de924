package crowd

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// Manners are the ways of a server, of which a client must know.
type Manners struct {
	Greeting int   // bytes that the server says first; 0 for none
	Answers  []int // bytes of each answer; 1, or nothing, where one recv is one
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
func Rehearse(ctx context.Context, server Command, messages int, lang phrase.Lang) (Rehearsal, error) {
	s, err := server.launch(ctx, lang, func(event.Event) {})
	if err != nil {
		return Rehearsal{}, err
	}
	defer s.stop()
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

func rehearse(ctx context.Context, s *command, messages int) (r Rehearsal, err error) {
	var dialer net.Dialer
	begun := time.Now()
	conn, err := dialer.DialContext(ctx, "tcp", s.addr())
	if err != nil {
		return r, err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })()

	greeting, last, err := hear(ctx, conn, greetsWithin)
	thought, used := time.Duration(0), s.CPU()
	switch {
	case err == nil:
		r.Greeting = size(greeting)
		thought = last.Sub(begun)
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return r, err
	}
	for _, message := range script(messages) {
		sent := time.Now()
		if _, err := io.WriteString(conn, message); err != nil {
			return r, err
		}
		pieces, last, err := hear(ctx, conn, answersWithin)
		if err != nil {
			return r, err
		}
		r.Answers = append(r.Answers, size(pieces))
		thought += last.Sub(sent)
	}
	r.Delay = thought / time.Duration(messages)
	// One that only waits uses next to nothing; one that computes may have had to
	// share its core with others.
	used = s.CPU() - used
	r.Computes = used >= 20*time.Millisecond && used > thought/4
	return r, nil
}

// size is how many bytes a client must receive to have all pieces. Where there
// is but one, any number will do.
func size(pieces []int) (sum int) {
	if len(pieces) == 1 {
		return 1
	}
	for _, n := range pieces {
		sum += n
	}
	return sum
}

var errEndless = errors.New("it does not pause")

// hear receives until the server pauses, and returns how many bytes came in each
// piece, and when the last of them did. The first one may take as long as
// patience.
func hear(ctx context.Context, conn net.Conn, patience time.Duration) (pieces []int, last time.Time, err error) {
	buffer := make([]byte, 4096)
	for begun := time.Now(); ; {
		conn.SetReadDeadline(time.Now().Add(patience))
		if ctx.Err() != nil {
			return nil, last, context.Cause(ctx)
		}
		n, err := conn.Read(buffer)
		switch {
		case n > 0 && len(pieces) > 0 && time.Since(begun) > patience+speaksFor:
			return nil, last, errEndless
		case n > 0:
			pieces, last = append(pieces, n), time.Now()
			patience = settle
		}
		switch {
		case err != nil && len(pieces) > 0:
			return pieces, last, nil // whatever ends it, the next call tells
		case err != nil:
			return nil, last, err
		}
	}
}
