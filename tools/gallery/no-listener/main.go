// No-listener listens at another port than the one it was asked for.
//
// From outside: the program runs, but whoever connects to the address that it
// was given is refused: nobody listens there.
//
// The wrong line: net.Listen with an address that stands in the code. With
// port 0 the system picks a free one, another each time.
//
// Mended: listen at the address in os.Args[1]. See right/main.go.
package main

import (
	"fmt"
	"log"
	"net"
)

func main() {
	// socket, bind, listen: in Go one call does all three.
	// WRONG: nobody has looked at os.Args, and 0 means any free port.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening at", listener.Addr())
	for {
		// accept: wait for a client; it gets a socket of its own.
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
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// EOF, for the client has closed; or it was cut off.
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
