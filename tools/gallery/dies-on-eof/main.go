// Dies-on-eof takes the end of one client for the end of everything.
//
// From outside: clients are served well, many at the same time, until the
// first of them closes. Then the program ends with code 1, the others are cut
// off, and whoever comes later is refused.
//
// The wrong line: log.Fatal when recv returns io.EOF. EOF is no failure: it is
// how a client says that it has nothing more to send.
//
// Mended: return, which closes the connection of this client only.
package main

import (
	"fmt"
	"io"
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
		if err == io.EOF {
			log.Fatal(err) // WRONG: ends all the others too
		}
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
