// Lesson 02: two loops. The outer loop accepts one client after
// another. The inner loop receives and sends, again and again.
//
// Goal: serve more than one client, and more than one message. You
// are the operator: the server asks you for every reply.
//
// Run it in two terminals:
//
//	make lesson-2
//	nc 127.0.0.1 7788           type lines, then leave with Ctrl+C
//
// Look at: what happens after the client has left. recv returns at
// once, with nothing. The server still replies, until a send fails,
// and then the server exits.
//
// Lesson 03 fixes this: the server does not look at what recv
// returned.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("02-loop-clients")
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

	for {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		if err := serve(lab, conn); err != nil {
			return err
		}
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, _ := conn.Read(buffer)

		// 6. send the reply; -delay sets how long lab.Reply takes.
		reply := lab.Reply(buffer[:n])
		if _, err := conn.Write(reply); err != nil {
			return err
		}
	}
}
