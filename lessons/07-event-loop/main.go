// Lesson 07: an event loop. One thread serves all clients.
//
// In lesson 04, go gave each client a goroutine that waits in recv.
// Go's runtime did for you what you see here. It polled all sockets
// and went on with the goroutines whose sockets were ready.
//
// Goal: make the system calls yourself, and wait in one of them.
//
// Run it in three terminals, on Linux or macOS:
//
//	make lesson-7
//	make lesson-5               in the second and the third
//
// Look at: POLL, the only call that waits. Then try -think cpu: the
// loop computes a reply, and all others wait. That is its flaw.
package main

import (
	"time"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewLoop("07-event-loop")
	lab.Exit(run(lab))
}

// A client is what its goroutine knew in lesson 04.
type client struct {
	reply []byte    // to be sent; if empty, we wait for a message
	due   time.Time // not before this time; zero is at once
}

// run listens, and then goes round in the loop.
func run(lab *lesson.Loop) error {
	// 1. socket: the system returns its number, the descriptor.
	listener, err := lab.Socket()
	if err != nil {
		return err
	}
	// 9. close the listening socket, at the end.
	defer lab.Close(listener)
	// 2. bind: give it an address and a port.
	if err := lab.Bind(listener, lab.Addr); err != nil {
		return err
	}
	// 3. listen: -backlog clients may wait in the accept queue.
	if err := lab.Listen(listener, lab.Backlog); err != nil {
		return err
	}

	clients := map[int]*client{} // by their descriptors
	for {
		// Whom to wait for, and for how long at most:
		polled := map[int]int16{listener: lesson.POLLIN}
		timeout := lesson.Forever
		for fd, c := range clients {
			wait := time.Until(c.due)
			if wait > 0 { // its reply is not due yet
				timeout = min(timeout, wait)
			} else if len(c.reply) > 0 {
				polled[fd] = lesson.POLLOUT // room for a send
			} else {
				polled[fd] = lesson.POLLIN // bytes, or the end
			}
		}
		// 4. poll: wait until a socket is ready, or a reply is due.
		ready, err := lab.Poll(polled, timeout)
		if err != nil {
			return err
		}

		for _, socket := range ready {
			if socket == listener {
				// 5. accept: a client is there, so it returns now.
				if fd, err := lab.Accept(listener); err == nil {
					clients[fd] = &client{reply: []byte("Welcome!")}
				}
			} else if !serve(lab, socket, clients[socket]) {
				// 8. close the socket of this client.
				lab.Close(socket)
				delete(clients, socket)
			}
		}
	}
}

// serve does what the socket is ready for, and reports whether the
// conversation goes on.
func serve(lab *lesson.Loop, fd int, c *client) bool {
	if len(c.reply) > 0 {
		// 7. send: as many bytes as there is room for.
		n, err := lab.Send(fd, c.reply)
		c.reply = c.reply[n:]
		return err == nil
	}
	// 6. recv: it returns 0 if the client has closed.
	buffer := make([]byte, 1024)
	n, err := lab.Recv(fd, buffer)
	if n == 0 || err != nil || lab.IsExit(buffer[:n]) {
		return false
	}
	c.reply, c.due = lab.ReplyLater(buffer[:n])
	return true
}
