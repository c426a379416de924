package load

import (
	"context"
	"errors"
	"slices"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// Sizes are how many bytes a server sends.
type Sizes struct {
	Greeting int   // before the first message; 0 if it does not speak first
	Replies  []int // to each message; nil where one recv is one reply
}

// Learned is what a client must know about a server before it is measured.
type Learned struct {
	Sizes
	Delay    time.Duration // how long it thinks about a message
	Computes bool          // it keeps a core busy meanwhile
}

// The timeouts of the greeting, of a reply, and of the end of either.
const (
	greetsWithin  = 1200 * time.Millisecond
	repliesWithin = 15 * time.Second
	speaksFor     = 5 * time.Second
)

// Learn has a single client send the messages of a run, to learn how long the
// replies are and how long they take. Its error is a sentence for people.
func Learn(ctx context.Context, server Server, messages int, lang phrase.Lang) (Learned, error) {
	s, err := server.Start(ctx, lang, func(event.Event) {})
	if err != nil {
		return Learned{}, err
	}
	defer server.Stop(s)
	l, err := learn(ctx, s, messages)
	switch {
	case err == nil || ctx.Err() != nil:
		return l, err
	case conversation.IsTimeout(err):
		return l, errors.New(mute.Format(lang, repliesWithin.Seconds()))
	case errors.Is(err, errEndless):
		return l, errors.New(endless.Format(lang, speaksFor.Seconds()))
	}
	return l, errors.New(notAlone.Format(lang, fault.Text(err)))
}

// learn has two conversations, one after the other. If the replies of the second
// have other sizes, one recv counts as one reply.
func learn(ctx context.Context, s *process.Process, messages int) (l Learned, err error) {
	measure := func() (l Learned, used time.Duration, err error) {
		before := s.CPU()
		l, err = converse(ctx, s.Addr, messages)
		return l, s.CPU() - before, err
	}
	l, used, err := measure()
	if err != nil {
		return l, err
	}
	thought := l.Delay
	if again, usedAgain, err := measure(); err == nil {
		// The smaller is without what the machine, or the start of the server, adds.
		thought, used = min(thought, again.Delay), min(used, usedAgain)
		if !slices.Equal(again.Replies, l.Replies) {
			l.Replies = nil
		}
	}
	l.Delay = thought / time.Duration(messages)
	// A server that only waits uses almost no processor time, which is counted in
	// steps of 10 to 16 ms. One that computes may have shared its core with others.
	// If it does both, it is faster later on than the cores allow, which shows.
	const some = 20 * time.Millisecond
	l.Computes = used >= some && thought >= some && used > thought/20
	return l, ctx.Err()
}

// converse has a conversation. The delay is that of the greeting and of all replies.
func converse(ctx context.Context, addr string, messages int) (l Learned, err error) {
	c, err := conversation.Connect(ctx, addr, conversation.Options{})
	if err != nil {
		return l, err
	}
	defer c.Close()
	greeting, err := c.Recv(conversation.Until{Within: greetsWithin, Pause: pause, AtMost: speaksFor})
	switch {
	case greeting.GoesOn:
		return l, errEndless
	case err == nil:
		l.Greeting, l.Delay = len(greeting.Text), greeting.Last.Sub(greeting.Called)
	case ctx.Err() != nil || !conversation.IsTimeout(err):
		return l, err
	}
	for _, message := range script(messages) {
		reply, err := c.Say(message, conversation.Until{Within: repliesWithin, Pause: pause, AtMost: speaksFor})
		if err != nil {
			return l, err
		}
		if reply.GoesOn {
			return l, errEndless
		}
		l.Replies = append(l.Replies, len(reply.Text))
		l.Delay += reply.Last.Sub(reply.Called)
	}
	return l, nil
}

var errEndless = errors.New("it does not pause")
