// Answers-once answers the first message of each client, and no other one.
//
// From outside: the first message gets a reply. The second one gets none,
// although the connection stays open: the client waits without end. When
// it closes, the server closes its side, too.
//
// The wrong line: there is no loop around recv and send. What comes later
// is received and thrown away, until the client has closed.
//
// The fix: a loop around recv and send.
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
		go serve(conn)
	}
}

// serve talks with one client.
func serve(conn net.Conn) {
	// close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	// recv: wait until the client has sent something.
	// WRONG: there is no loop, so there is one recv and one send.
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

	// Wait until the client has closed.
	io.Copy(io.Discard, conn)
}
