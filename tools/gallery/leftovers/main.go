// Leftovers sends its whole buffer, not only what has come.
//
// From outside: each reply has 1,024 bytes and more. After the message
// stand bytes that the client has not sent now: zeros, and the rest of an
// older, longer message. A terminal does not show zeros, so look with
// nc 127.0.0.1 9999 | xxd.
//
// The wrong line: recv says how many bytes have come, and nobody looks at
// it. The rest of the buffer is as it was before.
//
// The fix: n, err := conn.Read(buffer), and then buffer[:n].
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

	buffer := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		_, err := conn.Read(buffer)
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}

		// send the reply.
		reply := append([]byte("Hello, "), buffer...) // WRONG: all of it
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
