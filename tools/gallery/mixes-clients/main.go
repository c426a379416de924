// Mixes-clients has one goroutine per client, but one variable for the
// connections of all of them.
//
// From outside: each client is served while it is alone. When a second one
// has connected, it receives the reply to the next message of the first
// one, which gets nothing. Later, two goroutines receive from the second
// client, and none from the first one.
//
// The wrong line: conn is a variable of the package. Each accept puts the
// newest client into it, and all goroutines look there.
//
// The fix: conn is a variable of the loop, conn, err := listener.Accept(),
// and a parameter of serve: go serve(conn).
package main

import (
	"fmt"
	"log"
	"net"
	"os"
)

var conn net.Conn // WRONG: one variable for all clients

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
		conn, err = listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve()
	}
}

// serve talks with one client.
func serve() {
	// close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off.
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
