// Homework h5, from lesson 05: a reply ends with a newline, however
// many pieces it comes in. The client ends each message with a
// newline, so that the server does the same with its reply.
//
// Run it in two terminals:
//
//	make lesson-4
//	go run ./tools/homework/h5-pieces
//
// Look at: the bytes of each send and recv: one more than in
// lesson 05.
package main

import (
	"bufio"
	"fmt"
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
	reader := bufio.NewReader(conn)
	for message := range lab.Messages() {
		// 4. send a line, then recv its reply, up to the newline.
		if _, err := fmt.Fprintf(conn, "%s\n", message); err != nil {
			return err
		}
		if _, err := reader.ReadString('\n'); err != nil {
			return err
		}
	}
	_, err = conn.Write([]byte("exit"))
	return err
}
