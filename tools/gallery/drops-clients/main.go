// Drops-clients serves ten clients at the same time, and closes the
// eleventh without an answer.
//
// From outside: ten clients are served. The eleventh is connected, and
// then gets EOF, or a reset if it has already sent something. The server
// does not say why.
//
// The wrong line: conn.Close in the default case of select, which runs
// when no place is free.
//
// The fix: go serve(conn) for all clients. If there must be a limit, tell
// the client before you close, or wait for a free place before accept.
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
	places := make(chan bool, 10) // one value per client
	for {
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		select {
		case places <- true:
			go func() {
				serve(conn)
				<-places
			}()
		default:
			conn.Close() // WRONG: the client does not learn why
		}
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
