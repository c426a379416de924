// Lesson 05: the client. It connects, receives the greeting, sends
// its messages one by one, and waits for each reply.
//
// Goal: know the calls of a client: socket, connect, recv, send,
// close. This is the other half of the protocol: the server speaks
// first, and the client says exit.
//
// Run it in three terminals:
//
//	make lesson-4
//	make lesson-5               in the second and the third
//
// Look at: the client's port in the log. The program did not choose
// it; the system did. Then use lesson 03 as the server, and look at
// how long the greeting takes.
//
// Lesson 06 fixes this: the client takes the result of one recv for
// the whole reply.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewClient("05-client")
	lab.Exit(run(lab))
}

// run talks with the server.
func run(lab *lesson.Client) error {
	// 1. socket, 2. connect: in Go one call does both.
	conn, err := net.Dial("tcp", lab.Addr)
	if err != nil {
		return err
	}
	conn = lab.Watch(conn) // now the log shows every call
	// 5. close, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	if lab.Greeting {
		// 3. recv: the server speaks first.
		if _, err := conn.Read(buffer); err != nil {
			return err
		}
	}
	for message := range lab.Messages() {
		// 4. send a message, then recv its reply.
		if _, err := conn.Write(message); err != nil {
			return err
		}
		if _, err := conn.Read(buffer); err != nil {
			return err
		}
	}
	_, err = conn.Write([]byte("exit"))
	return err
}
