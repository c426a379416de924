// Dies-on-reset ends the program when one connection is reset.
//
// From outside: the server serves many clients at the same time, and they
// may close. But a reset ends the program with exit code 1, the other
// clients are cut off, and later ones are refused. A reset comes from a
// client that crashes, or that closes with an unread reply.
//
// The wrong line: log.Fatal in main for any error but EOF. It ends the
// program, although only one connection has failed.
//
// The fix: go serve(conn), and return from serve on any error.
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
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			if err := serve(conn); err != nil {
				log.Fatal(err) // WRONG: ends all the other clients, too
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
