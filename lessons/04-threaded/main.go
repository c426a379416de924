// Lesson 04: one goroutine per client. The word go stands before serve;
// besides the lesson's name, nothing else has changed.
//
// Goal: serve all clients at the same time. While one goroutine waits for its
// client, main is back in accept already.
//
// Run, in three terminals:
//
//	make lesson-4
//	make lesson-5               in the second and the third
//
// Look at: the colours, one for each client. They mix, and each client is
// done as soon as if it were alone.
//
// Lesson 05 shows the client that you have just used.
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

	for {
		// 4. accept: wait for a client; it gets a socket of its own.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go serve(lab, conn)
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
