// Dies-on-empty takes the first word of each message, and panics when
// there is none.
//
// From outside: many clients are served at the same time. When one of them
// only presses Enter, the program ends with exit code 2, and all other
// clients are cut off.
//
// The wrong line: the index 0. strings.Fields of an empty line returns no
// words, and index 0 of nothing is a panic, which ends the whole program.
//
// The fix: look at len(words) before you take the first one.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"strings"
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

	// Large, so that recv does not cut a long message within a word.
	buffer := make([]byte, 65536)
	for {
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}

		// send the reply.
		words := strings.Fields(string(buffer[:n]))
		name := words[0] // WRONG: an empty line has no words
		if _, err := conn.Write([]byte("Hello, " + name + "\n")); err != nil {
			return
		}
	}
}
