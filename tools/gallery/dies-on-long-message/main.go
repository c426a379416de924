// Dies-on-long-message panics when a line is longer than its array.
//
// From outside: many clients are served at the same time. A line of more
// than 1,024 bytes ends the program with exit code 2, and all other clients
// are cut off. In C the same mistake overwrites other variables, and the
// program may do anything.
//
// The wrong line: line[n] for the next byte, whether there is room for it
// or not. Nothing limits what a client sends.
//
// The fix: append to a slice, which grows; and close the connection of a
// client whose line becomes far too long.
package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"os"
)

func main() {
	address := "127.0.0.1:9999"
	if len(os.Args) > 1 {
		address = os.Args[1]
	}
	// socket, bind, listen: in Go one call does all three.
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening at", listener.Addr())
	for {
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(conn)
	}
}

// serve talks with one client.
func serve(conn net.Conn) {
	// close the socket of this client, at the end.
	defer conn.Close()

	reader := bufio.NewReader(conn)
	var line [1024]byte
	n := 0 // bytes of the line so far
	for {
		// recv: wait until the client has sent something.
		b, err := reader.ReadByte()
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}
		line[n] = b // WRONG: a long line does not fit
		n++
		if b != '\n' {
			continue
		}

		// send the reply.
		reply := append([]byte("Hello, "), line[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return
		}
		n = 0
	}
}
