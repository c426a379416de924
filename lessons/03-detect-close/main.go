// Lesson 03: look at what recv returned. If it returned nothing,
// the client has closed, and the server accepts the next client.
//
// Goal: notice when a client has left, and see a first protocol:
// the server says Welcome! first, and a client says exit to leave.
//
// Run it in three terminals:
//
//	make lesson-3
//	make lesson-5 ARGS="-to 3"  in the second and the third
//
// Look at: the second client. It is connected, but its greeting
// comes only after the first client has left.
//
// Lesson 04 fixes this: the server serves one client at a time, and
// all the others wait.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("03-detect-close")
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
