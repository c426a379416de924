// Right has no mistake: it is what the other servers of the gallery are
// compared with.
//
// From outside: each message comes back behind "Hello, ", a long one in
// several replies; many clients are served at the same time; one that closes
// is closed in turn; a reset harms nobody else.
//
// Run it, and see what another server does otherwise:
//
//	go run ./tools/gallery/right 127.0.0.1:9999
//	diff tools/gallery/right/main.go tools/gallery/serves-serially/main.go
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

		// send the reply.
		reply := append([]byte("Hello, "), buffer[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
