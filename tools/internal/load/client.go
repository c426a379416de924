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

// A client says its messages, and waits for the reply to each.
type client struct {
	options  conversation.Options
	sizes    Sizes
	messages []string
}

func newClient(number int, messages []string, sizes Sizes, lang phrase.Lang, follow func(event.Event)) *client {
	return &client{
		options:  conversation.Options{Number: number, Program: "compare", Lang: lang, Follow: follow, Explain: explain},
		sizes:    sizes,
		messages: messages,
	}
}

// visit has the whole conversation. An error is in the log then; that of ctx, if
// it was done first, is its cause. It calls connecting when it has a socket and is
// about to connect it, or cannot.
func (c *client) visit(ctx context.Context, addr string, connecting func()) {
	defer connecting()
	c.options.Connecting = connecting
	conn, err := conversation.Connect(ctx, addr, c.options)
	if err != nil {
		return
	}
	defer conn.Close()
	if err := c.talk(conn); err == io.EOF {
		conn.Fail(err) // it came too early
	}
}

func (c *client) talk(conn *conversation.Client) error {
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

// explain says what an error means, where the server is one that we have started.
func explain(err error) phrase.Phrase {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" && !fault.NoDescriptors(err) {
		return notConnected
	}
	return fault.Explain(err, event.Client)
}

// pause is how far apart the pieces of one reply may be: Nagle's algorithm holds
// the second back until the first is acknowledged, which may take 200 ms. A
// reply in pieces may be shorter than it was when its size was learned.
const pause = 250 * time.Millisecond
