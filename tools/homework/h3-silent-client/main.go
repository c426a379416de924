// Homework 3, from lesson 03: a client that is silent for ten seconds is
// dropped, and the next one is served.
//
// Run, in three terminals:
//
//	go run ./tools/homework/h3-silent-client
//	nc 127.0.0.1 45586          in the second and the third; type nothing
//
// Look at: the second client's greeting. It comes after ten seconds; without
// the deadline it would never come.
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

	conn.Write([]byte("Welcome!"))
	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something, or was silent for
		// too long. A deadline holds until the next one is set.
		conn.SetReadDeadline(time.Now().Add(patience))
		n, _ := conn.Read(buffer)
		// Nothing came: the client has closed, was cut off, or is silent.
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
