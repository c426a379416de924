// No-reply receives and prints each message, and never sends anything.
//
// From outside: the client is connected and may send as much as it likes,
// but it waits for a reply in vain. When it closes, the server closes its
// side, too.
//
// The wrong line: the send after recv is missing. What the server prints
// does not reach the client.
//
// The fix: conn.Write with the reply, in this place.
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
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}

		// WRONG: prints the message, but does not send a reply.
		fmt.Printf("%s says %q\n", conn.RemoteAddr(), buffer[:n])
	}
}
