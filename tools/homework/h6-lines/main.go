// Homework h6, from lesson 04: each line is answered once, however it
// arrives. One recv may return several lines, or a part of one.
//
// Run it in two terminals:
//
//	go run ./tools/homework/h6-lines
//	nc 127.0.0.1 9999           type lines; or paste several at once
//
// Look at: the bytes of each recv, and the number of sends. Lines
// that arrive together are one recv, and get one send each.
package main

import (
	"bufio"
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

	for {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		// An error ends this conversation, not the server.
		go serve(lab, conn)
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	if _, err := conn.Write([]byte("Welcome!")); err != nil {
		return err
	}
	reader := bufio.NewReader(conn) // keeps what follows a line
	for {
		// 5. recv, as often as it takes, up to the end of a line.
		line, err := reader.ReadBytes('\n')
		// The client has closed, or was cut off. What has come of
		// a line without its end is dropped.
		if err != nil || lab.IsExit(line) {
			return err
		}

		// 6. send the reply; -delay sets how long lab.Reply takes.
		reply := lab.Reply(line)
		if _, err := conn.Write(reply); err != nil {
			return err
		}
	}
}
