// Serves-serially accepts the next client only when the last one has gone.
//
// From outside: one client alone is served well. The second is connected, for
// the system does that by itself, but its messages are answered only when the
// first one has closed.
//
// The wrong line: serve(conn) in the loop of main. It returns only when its
// client has gone, and accept has to wait as long.
//
// Mended: go serve(conn), a goroutine for each client.
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
		serve(conn) // WRONG: accept has to wait until serve returns
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
