// Homework h3, from lesson 03: the server drops a client that is
// silent for ten seconds, and serves the next one.
//
// Run it in three terminals:
//
//	go run ./tools/homework/h3-silent-client
//	nc 127.0.0.1 45586          in the other two; type nothing
//
// Look at: the greeting of the second client. It comes after ten
// seconds. Without the deadline it would never come.
package main

import (
	"net"
	"time"

	"tcplab/shared/lesson"
)

// patience is how long a client may be silent.
const patience = 10 * time.Second

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
		// A deadline is valid until the next one is set.
		conn.SetReadDeadline(time.Now().Add(patience))
		// 5. recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// Nothing came: err is io.EOF if the client has closed,
		// and another error if it was cut off or silent.
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
