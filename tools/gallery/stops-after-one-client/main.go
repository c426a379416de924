// Stops-after-one-client serves one client, and then the program ends.
//
// From outside: the first client may send as many messages as it likes.
// Meanwhile others are connected, because the system does that, but they
// are not served. When the first client leaves, they are cut off, and
// later clients are refused.
//
// The wrong line: there is no loop around accept, so main returns after
// the first client, with exit code 0.
//
// The fix: a loop around accept, and the word go before serve.
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
	// close the listening socket, at the end. Without this line the
	// garbage collector may close it earlier.
	defer listener.Close()

	// accept: wait for a client; it gets its own socket.
	// WRONG: there is no loop, so there is one accept.
	conn, err := listener.Accept()
	if err != nil {
		log.Fatal(err)
	}
	serve(conn)
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
