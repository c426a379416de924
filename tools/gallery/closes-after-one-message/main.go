// Closes-after-one-message answers each client once and closes its connection.
//
// From outside: the first message is answered, then comes EOF. Whoever has
// sent more by then gets a reset instead, for the rest was never received, and
// may lose even the first reply to it.
//
// The wrong line: there is no loop around recv and send in serve, so it
// returns after the first reply, and the deferred Close does its work.
//
// Mended: a loop that ends when recv says EOF.
package main

import (
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

	// Large, so that one recv takes in a long message.
	buffer := make([]byte, 65536)
	// recv: wait until the client has sent something.
	// WRONG: no loop begins here, so there is one recv and one send.
	n, err := conn.Read(buffer)
	// EOF, for the client has closed; or it was cut off.
	if err != nil {
		return
	}

	// send the reply.
	conn.Write(append([]byte("Hello, "), buffer[:n]...))
}
