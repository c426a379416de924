package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

const (
	greeting = "Welcome!"
	message  = "Michael"
	reply    = "Hello, Michael!"
)

// patience is how long one connection may take, from connect to close. It is
// one deadline for all, as a deadline for each call would be measured, too.
const patience = 10 * time.Second

// A client is one connection that has been greeted.
type client struct {
	conn   net.Conn
	buffer [len(reply)]byte
}

// connect connects to addr and reads the greeting.
func connect(addr string) (*client, error) {
	conn, err := net.DialTimeout("tcp", addr, patience)
	if err != nil {
		return nil, err
	}
	conn.SetDeadline(time.Now().Add(patience))
	c := &client{conn: conn}
	if err := c.hear(greeting); err != nil {
		conn.Close()
		return nil, err
	}
	return c, nil
}

// roundTrip sends the message and reads the reply.
func (c *client) roundTrip() error {
	if _, err := io.WriteString(c.conn, message); err != nil {
		return err
	}
	return c.hear(reply)
}

// hear reads exactly what is expected, however many segments it comes in.
func (c *client) hear(want string) error {
	heard := c.buffer[:len(want)]
	if _, err := io.ReadFull(c.conn, heard); err != nil {
		return err
	}
	if string(heard) != want {
		return fmt.Errorf("heard %q, want %q", heard, want)
	}
	return nil
}

// leave says exit, waits for the end, and closes. So the server closes first,
// and TIME_WAIT does not use up the ports of the clients.
func (c *client) leave() error {
	defer c.conn.Close()
	if _, err := io.WriteString(c.conn, "exit"); err != nil {
		return err
	}
	if n, err := c.conn.Read(c.buffer[:]); err != io.EOF {
		return fmt.Errorf("after exit: heard %q (%v), want the end", c.buffer[:n], err)
	}
	return nil
}

// together runs do n times at once and returns the errors.
func together(n int, do func(i int) error) error {
	errs := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { errs[i] = do(i) })
	}
	group.Wait()
	return errors.Join(errs...)
}

// connectAll connects n clients to addr.
func connectAll(addr string, n int) ([]*client, error) {
	const atOnce = 16
	clients := make([]*client, n)
	err := together(atOnce, func(first int) (err error) {
		for i := first; i < n && err == nil; i += atOnce {
			clients[i], err = connect(addr)
		}
		return err
	})
	if err != nil {
		closeAll(clients)
		return nil, err
	}
	return clients, nil
}

func closeAll(clients []*client) {
	for _, c := range clients {
		if c != nil {
			c.conn.Close()
		}
	}
}
