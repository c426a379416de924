// Homework h4a, from lesson 04: at most three clients at the same
// time. The server tells the fourth client that no place is free.
//
// Run it in five terminals:
//
//	go run ./tools/homework/h4a-at-most-three
//	nc 127.0.0.1 9999           in the other four; exit leaves
//
// Look at: the fourth client. The server accepts its connection,
// too. Otherwise it could not tell the client anything.
package main

import (
	"net"

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

	places := make(chan struct{}, 3) // one value per client
	for {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		select {
		case places <- struct{}{}:
			// An error ends this conversation, not the server.
			go serve(lab, conn, places)
		default: // no place is free
			conn.Write([]byte("Three clients are here; no place is free.\n"))
			conn.Close()
		}
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn, places chan struct{}) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()
	// This runs before the close: a client that sees the close may
	// come back at once.
	defer func() { <-places }()

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
