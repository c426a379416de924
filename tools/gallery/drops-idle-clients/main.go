// Drops-idle-clients closes the connection of a client that has been
// silent for two seconds.
//
// From outside: a client that sends one message after the other is served.
// One that thinks for a moment before the next message gets EOF, and has
// to connect again.
//
// The wrong line: the deadline of recv. People need more than two seconds
// to type a line.
//
// The fix: no deadline, or one of some minutes.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"time"
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

	buffer := make([]byte, 1024)
	for {
		// WRONG: two seconds are too short for somebody who thinks.
		conn.SetReadDeadline(time.Now().Add(2 * time.Second))
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off, or
		// it was silent.
		if err != nil {
			return
		}

		// send the reply.
		reply := append([]byte("Hello, "), buffer[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
