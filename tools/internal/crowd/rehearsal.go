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
	Greeting int           // bytes that the server says first; 0 for none
	Answers  []int         // bytes of each answer; without, one recv is one
	Delay    time.Duration // how long it thinks about a message
	Computes bool          // it keeps a core busy in that time
}

// How long a server may take in a rehearsal until it greets, if it does, and
// until it answers.
const (
	greetsWithin  = 500 * time.Millisecond
	answersWithin = 30 * time.Second
)

// Rehearse lets one client alone say the messages of a run to the server, to
// learn its manners.
func Rehearse(ctx context.Context, server Server, messages int, lang phrase.Lang) (Manners, error) {
	s, err := server.start(ctx, lang, func(event.Event) {})
	if err != nil {
		return Manners{}, err
	}
	defer s.stop()
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", s.addr())
	if err != nil {
		return Manners{}, noRehearsal(ctx, lang, err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })()

	m := Manners{}
	if m.Greeting, _, err = hear(ctx, conn, greetsWithin); err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		return m, noRehearsal(ctx, lang, err)
	}
	thought, used := time.Duration(0), s.cpu()
	for _, message := range script(messages) {
		sent := time.Now()
		if _, err := io.WriteString(conn, message); err != nil {
			return m, noRehearsal(ctx, lang, err)
		}
		n, last, err := hear(ctx, conn, answersWithin)
		if err != nil {
			return m, noRehearsal(ctx, lang, err)
		}
		m.Answers = append(m.Answers, n)
		thought += last.Sub(sent)
	}
	m.Delay = thought / time.Duration(messages)
	// One that only waits uses next to nothing; one that computes may have had to
	// share its core with others.
	used = s.cpu() - used
	m.Computes = used >= 20*time.Millisecond && used > thought/4
	return m, nil
}

// hear receives until the server pauses, and returns how many bytes came, and
// when the last of them did. The first one may take as long as patience.
func hear(ctx context.Context, conn net.Conn, patience time.Duration) (n int, last time.Time, err error) {
	buffer := make([]byte, 4096)
	for {
		conn.SetReadDeadline(time.Now().Add(patience))
		if ctx.Err() != nil {
			return n, last, context.Cause(ctx)
		}
		more, err := conn.Read(buffer)
		if more > 0 {
			n, last, patience = n+more, time.Now(), settle
		}
		switch {
		case err != nil && n > 0:
			return n, last, nil // whatever ends it, the next call tells
		case err != nil:
			return 0, last, err
		}
	}
}

func noRehearsal(ctx context.Context, lang phrase.Lang, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.New(badRehearsal.Format(lang, fault.Text(err)))
}
