package load

import (
	"context"
	"errors"
	"io"
	"net"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// A client sends its messages, and waits for the reply to each.
type client struct {
	number   int
	messages []string
	sizes    Sizes
	lang     phrase.Lang
	follow   func(event.Event)
}

// converse has the whole conversation. An error becomes an event; after ctx is
// cancelled, its cause does. Connecting is called just before connect, or when
// there is no socket to connect.
func (c client) converse(ctx context.Context, addr string, connecting func()) {
	defer connecting()
	conn, err := conversation.Connect(ctx, addr, conversation.Options{
		Number: c.number, Program: "compare", Lang: c.lang, Follow: c.follow, Explain: explain, Connecting: connecting,
	})
	if err != nil {
		return
	}
	defer conn.Close()
	if err := c.exchange(conn); err == io.EOF {
		conn.Fail(err) // it came too early
	}
}

// exchange receives the greeting, and sends each message and receives the reply.
func (c client) exchange(conn *conversation.Client) error {
	if c.sizes.Greeting > 0 {
		if _, err := conn.Recv(conversation.Until{Size: c.sizes.Greeting, Pause: pause}); err != nil {
			return err
		}
	}
	for i, message := range c.messages {
		size := 1
		if i < len(c.sizes.Replies) {
			size = c.sizes.Replies[i]
		}
		if _, err := conn.Say(message, conversation.Until{Size: size, Pause: pause}); err != nil {
			return err
		}
	}
	return nil
}

// explain says what an error means with a server that compare has started.
func explain(err error) phrase.Phrase {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" && !fault.NoDescriptors(err) {
		return notConnected
	}
	return fault.Explain(err, event.Client)
}

// pause is how far apart the pieces of one reply may be: Nagle's algorithm holds
// the second back until the first is acknowledged, which may take 200 ms. It ends
// a reply that is shorter than the one whose size was learned.
const pause = 250 * time.Millisecond
