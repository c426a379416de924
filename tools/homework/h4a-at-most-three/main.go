// Homework 4a, from lesson 04: at most three clients at the same time. The
// fourth one is told so, and may come back when another has left.
//
// Run, in five terminals:
//
//	go run ./tools/homework/h4a-at-most-three
//	nc 127.0.0.1 9999           in the four others; exit leaves
//
// Look at: the fourth client. Its connection is accepted like the others, as
// only so it can be told anything.
package main

import (
	"net"

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

	places := make(chan struct{}, 3) // holds one token for each client
	for {
		// 4. accept: wait for a client; it gets a socket of its own.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		select {
		case places <- struct{}{}:
			go serve(lab, conn, places)
		default: // no place is free
			conn.Write([]byte("Three clients are here; no place is free.\n"))
			conn.Close()
		}
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn, places chan struct{}) {
	// 7. close the socket of this client, at the end.
	defer conn.Close()
	defer func() { <-places }() // before it hears of the close, and comes back

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
