// No-reply receives and prints what came, and never sends anything.
//
// From outside: the client is connected and may send as much as it likes, but
// it waits for a reply in vain. When it closes, it is closed as well.
//
// The wrong line: there is none between recv and the end of the loop. What is
// printed at the server stays at the server.
//
// Mended: conn.Write with the reply, at that place.
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

	buffer := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// EOF, for the client has closed; or it was cut off.
		if err != nil {
			return
		}

		// WRONG: the terminal gets to know, but not the client.
		fmt.Printf("%s says %q\n", conn.RemoteAddr(), buffer[:n])
	}
}
