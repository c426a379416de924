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

// Sizes are how many bytes a server says.
type Sizes struct {
	Greeting int   // before the first message; 0 if it does not speak first
	Replies  []int // to each message; nil where one recv is one reply
}

// Learned is what one client alone has learned of a server.
type Learned struct {
	Sizes
	Delay    time.Duration // how long it thinks about a message
	Computes bool          // it keeps a core busy in that time
}

// How long a server may take until it greets, if it does, until it replies, and
// until it has said all that it has to say.
const (
	greetsWithin  = 1200 * time.Millisecond
	repliesWithin = 15 * time.Second
	speaksFor     = 5 * time.Second
)

// Learn has one client alone say the messages of a run to the server, to learn
// how long the replies are and how long they take. Its error is a sentence.
func Learn(ctx context.Context, server Server, messages int, lang phrase.Lang) (Learned, error) {
	s, err := server.start(ctx, lang, func(event.Event) {})
	if err != nil {
		return Learned{}, err
	}
	defer server.stop(s)
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

// learn has one conversation to learn from, and another to see whether the
// replies are as long again. Where they are not, one recv is taken for one.
func learn(ctx context.Context, s *process.Process, messages int) (l Learned, err error) {
	used := s.CPU()
	habits, err := converse(ctx, s.Addr, messages)
	if err != nil {
		return l, err
	}
	l.Sizes = sizesOf(habits)
	thought := habits.Greeting.Last.Sub(habits.Greeting.Called)
	for _, r := range habits.Replies {
		thought += r.Last.Sub(r.Called)
	}
	l.Delay = thought / time.Duration(messages)
	// One that only waits uses next to nothing. One that computes may have had to
	// share its core with many others, and one that does something else besides is
	// found out when it is faster than the cores allow. Processor time is counted in
	// steps of 10 to 16 ms.
	const some = 20 * time.Millisecond
	used = s.CPU() - used
	l.Computes = used >= some && thought >= some && used > thought/20

	again, err := converse(ctx, s.Addr, messages)
	if err == nil && !slices.Equal(sizesOf(again).Replies, l.Replies) {
		l.Replies = nil
	}
	return l, ctx.Err()
}

// converse says all messages.
func converse(ctx context.Context, addr string, messages int) (h conversation.Habits, err error) {
	c, err := conversation.Connect(ctx, addr, conversation.Options{})
	if err != nil {
		return h, err
	}
	defer c.Close()
	greeting, err := c.Recv(conversation.Until{Within: greetsWithin, Pause: pause, AtMost: speaksFor})
	if err != nil && (ctx.Err() != nil || !conversation.IsTimeout(err)) {
		return h, err
	}
	if greeting.GoesOn {
		return h, errEndless
	}
	if h.Known = true; err == nil {
		h.Greeting = greeting
	}
	for _, message := range script(messages) {
		reply, err := c.Say(message, conversation.Until{Within: repliesWithin, Pause: pause, AtMost: speaksFor})
		if err != nil {
			return h, err
		}
		if reply.GoesOn {
			return h, errEndless
		}
		h.Replies = append(h.Replies, reply)
	}
	return h, nil
}

func sizesOf(h conversation.Habits) (s Sizes) {
	s.Greeting = len(h.Greeting.Text)
	for _, r := range h.Replies {
		s.Replies = append(s.Replies, len(r.Text))
	}
	return s
}

var errEndless = errors.New("it does not pause")
