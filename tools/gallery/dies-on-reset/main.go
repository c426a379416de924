// Dies-on-reset takes a reset by one client for the end of everything.
//
// From outside: clients are served well, many at the same time, and may close.
// But when one of them is cut off, the program ends with code 1, the others
// are cut off as well, and whoever comes later is refused. A reset comes from
// a client that crashes, or that closes with a reply unread.
//
// The wrong line: log.Fatal in main for any error but EOF. It ends the
// program, where only the connection has failed.
//
// Mended: go serve(conn), and return in serve whatever the error is.
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
		go func() {
			if err := serve(conn); err != nil {
				log.Fatal(err) // WRONG: ends all others too
			}
		}()
	}
}

// serve talks with one client.
func serve(conn net.Conn) error {
	// close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		if err == io.EOF {
			return nil // the client has closed
		}
		if err != nil {
			return err
		}

		// send the reply.
		reply := append([]byte("Hello, "), buffer[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return err
		}
	}
}
