// Blocks-on-one-client waits for the name of a client before it accepts
// the next one.
//
// From outside: many clients are served at the same time, as long as each
// of them says something at once. A client that connects and says nothing
// keeps all later clients waiting until it speaks or leaves.
//
// The wrong line: recv in the loop of main. The next accept has to wait
// for it.
//
// The fix: the loop calls accept and go serve(conn), nothing else. The
// name is received in serve, where only this client has to wait.
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
	buffer := make([]byte, 1024)
	for {
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		// recv: the first message is the name of the client.
		n, err := conn.Read(buffer) // WRONG: all others wait for this one
		if err != nil {
			conn.Close()
			continue
		}
		go serve(conn, string(buffer[:n]))
	}
}

// serve talks with one client, whose name is known.
func serve(conn net.Conn, name string) {
	// close the socket of this client, at the end.
	defer conn.Close()

	if _, err := conn.Write([]byte("Hello, " + name)); err != nil {
		return
	}
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
