// Homework 5, from lesson 05: a reply is over when its newline has come, in
// however many pieces. Each message is sent with a newline, so that the server
// answers with one.
//
// Run, in two terminals:
//
//	make lesson-4
//	go run ./tools/homework/h5-pieces
//
// Look at: the bytes of each send and recv, one more than in lesson 05.
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
	conn = lab.Watch(conn) // from here the log shows every call
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
		// 4. send a message and its end, then recv its reply up to its end.
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
