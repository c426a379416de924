// Homework h2, from lesson 02: a send that fails ends this client
// only. The server accepts the next one and goes on.
//
// Run it in two terminals:
//
//	go run ./tools/homework/h2-failing-send
//	nc 127.0.0.1 7788           type lines, then leave with Ctrl+C
//
// Look at: WAIT after the send that failed. Until then the server
// still answers the client that has left. Lesson 03 fixes that.
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
		// An error ends this conversation, not the server.
		serve(lab, conn)
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
