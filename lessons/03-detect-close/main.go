// Lesson 03: look at what recv returned. Nothing means that the client has
// closed; then it is the next one's turn.
//
// Goal: notice the end of a client, and a first protocol: a greeting, and the
// word exit, on which both sides have agreed.
//
// Run, in three terminals:
//
//	make lesson-3
//	make lesson-5 ARGS="-to 3"  in the second and the third
//
// Look at: the second client. It is connected, but its greeting comes only
// when the first one has gone.
//
// Lesson 04 mends: one client at a time, all others wait.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

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
