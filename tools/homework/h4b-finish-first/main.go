// Homework h4b, from lesson 04: after Ctrl+C the server accepts no
// new clients, and exits when the last one has left.
//
// Run it in two terminals:
//
//	go run ./tools/homework/h4b-finish-first
//	nc 127.0.0.1 9999           type lines; exit leaves
//
// Look at: the client, after you press Ctrl+C in the first
// terminal. The server still answers it. A second Ctrl+C ends the
// server at once.
package main

import (
	"errors"
	"net"
	"sync"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("04-threaded")
	lab.Exit(run(lab))
}

// run listens, accepts and serves.
func run(lab *lesson.Server) error {
	// 1. socket, 2. bind, 3. listen: in Go one call does all three.
	listener, err := net.Listen("tcp", lab.Addr)
	if err != nil {
		return err
	}
	listener = lab.Watch(listener) // now the log shows every call
	// 7. close the listening socket, at the end.
	defer listener.Close()
	// Ctrl+C closes it as well. Then accept fails.
	lab.OnInterrupt(func() { listener.Close() })

	var clients sync.WaitGroup
	for {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			clients.Wait() // until the last client has left
			return nil
		}
		if err != nil {
			return err
		}
		// An error ends this conversation, not the server.
		clients.Go(func() { serve(lab, conn) })
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	if _, err := conn.Write([]byte("Welcome!")); err != nil {
		return err
	}
	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// Nothing came: err is io.EOF if the client has closed,
		// and another error if it was cut off.
		if err != nil || lab.IsExit(buffer[:n]) {
			return err
		}

		// 6. send the reply; -delay sets how long lab.Reply takes.
		reply := lab.Reply(buffer[:n])
		if _, err := conn.Write(reply); err != nil {
			return err
		}
	}
}
