// Dies-on-bad-text panics when a message is not valid UTF-8.
//
// From outside: the server serves many clients at the same time, as long
// as all of them send UTF-8. At the first other byte, such as 0xFF in a
// picture, or half of a character, the program ends with exit code 2, and
// all other clients are cut off.
//
// The wrong line: panic in serve. A panic in one goroutine ends the whole
// program. A message is never a reason for that: any client can send
// anything.
//
// The fix: no check, because an echo needs none; or close the connection
// of this client only.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"unicode/utf8"
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

	// Large, so that recv does not cut a long message within a character.
	buffer := make([]byte, 65536)
	for {
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}
		if !utf8.Valid(buffer[:n]) {
			panic("not UTF-8") // WRONG: ends all the other clients, too
		}

		// send the reply.
		reply := append([]byte("Hello, "), buffer[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
