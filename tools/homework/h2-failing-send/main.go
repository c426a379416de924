// Homework 2, from lesson 02: a send that fails ends this client only. The
// server accepts the next one and goes on.
//
// Run, in two terminals:
//
//	go run ./tools/homework/h2-failing-send
//	nc 127.0.0.1 7788           type lines, then leave with Ctrl+C
//
// Look at: WAIT after the send that failed. The ghost is still answered until
// then, which lesson 03 mends.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("02-loop-clients")
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

	for {
		// 4. accept: wait for a client; it gets a socket of its own.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		serve(lab, conn)
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, _ := conn.Read(buffer)

		// 6. send the reply; to think of it takes -delay.
		reply := lab.Reply(buffer[:n])
		if _, err := conn.Write(reply); err != nil {
			return // this client is lost, and nobody else
		}
	}
}
