// Homework 4b, from lesson 04: Ctrl+C lets nobody else in, and the server ends
// when those who are there have left.
//
// Run, in two terminals:
//
//	go run ./tools/homework/h4b-finish-first
//	nc 127.0.0.1 9999           type lines; exit leaves
//
// Look at: the client when you press Ctrl+C in the first terminal. It is
// answered as before. Who cannot wait for its end presses Ctrl+C once more.
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

// run opens the server and serves whoever comes.
func run(lab *lesson.Server) error {
	// 1. socket, 2. bind, 3. listen: in Go one call does all three.
	listener, err := net.Listen("tcp", lab.Addr)
	if err != nil {
		return err
	}
	listener = lab.Watch(listener) // from here the log shows every call
	// 7. close the listening socket, at the end.
	defer listener.Close()
	// Ctrl+C closes it as well: accept fails, and nobody else is let in.
	lab.OnInterrupt(func() { listener.Close() })

	var clients sync.WaitGroup
	for {
		// 4. accept: wait for a client; it gets a socket of its own.
		conn, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			clients.Wait() // until the last conversation is over
			return nil
		}
		if err != nil {
			return err
		}
		clients.Go(func() { serve(lab, conn) })
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	conn.Write([]byte("Welcome!"))
	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, _ := conn.Read(buffer)
		// Nothing came: the client has closed, or was cut off.
		if n == 0 || lab.IsExit(buffer[:n]) {
			return
		}

		// 6. send the reply; to think of it takes -delay.
		reply := lab.Reply(buffer[:n])
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
