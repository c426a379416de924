// No-listener listens on another port than the one it was given.
//
// From outside: the program runs, but a client that connects to the given
// address is refused, because no program listens there.
//
// The wrong line: net.Listen with a fixed address. With port 0 the system
// chooses a free port, a different one each time.
//
// The fix: listen at the address in os.Args[1]. See right/main.go.
package main

import (
	"fmt"
	"log"
	"net"
)

func main() {
	// socket, bind, listen: in Go one call does all three.
	// WRONG: the program ignores os.Args, and 0 means any free port.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
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
