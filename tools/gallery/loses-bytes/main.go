// Loses-bytes answers a long message with only its first 1,024 bytes.
//
// From outside: the replies to short messages are complete. The reply to
// a long one has only its beginning.
//
// The wrong line: the copy into a message of fixed size. copy stops when
// its target is full, and returns how many bytes it has copied. The server
// does not compare that number with the number received.
//
// The fix: send all of buffer[:n].
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
		go serve(conn)
	}
}

// serve talks with one client.
func serve(conn net.Conn) {
	// close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 65536)
	message := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}

		n = copy(message, buffer[:n]) // WRONG: loses what does not fit

		// send the reply.
		reply := append([]byte("Hello, "), message[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
