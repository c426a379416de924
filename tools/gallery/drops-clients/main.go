// Drops-clients serves ten clients at the same time, and closes the eleventh
// without a word.
//
// From outside: ten clients are served well. The eleventh is connected, and
// then comes EOF, or a reset if it has sent something already. It is not told
// why.
//
// The wrong line: conn.Close in the default of select, which is taken when
// there is no place left.
//
// Mended: go serve(conn) for all; or, where there must be a limit, tell the
// client before it is closed, or wait for a place before accept.
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
	places := make(chan bool, 10) // as many as may be served at once
	for {
		// accept: wait for a client; it gets a socket of its own.
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
			conn.Close() // WRONG: neither served nor told why
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
		// EOF, for the client has closed; or it was cut off.
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
