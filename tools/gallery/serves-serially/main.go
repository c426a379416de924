// Serves-serially accepts the next client only after the last one has
// left.
//
// From outside: a single client is served. A second one is connected,
// because the system does that, but its messages are answered only after
// the first one has closed.
//
// The wrong line: serve(conn) in the loop of main. It returns only when
// its client has left, and the next accept has to wait for that.
//
// The fix: go serve(conn), one goroutine per client.
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
