// Busy-loop asks for the next client again and again, instead of waiting for
// it.
//
// From outside: all is well, and each client is served at once. But one core
// of the server's machine is busy, even when nobody is there: see top, or the
// fan.
//
// The wrong line: the deadline before accept. It is over after a microsecond;
// accept gives up, and the loop asks again at once.
//
// Mended: no deadline. Accept sleeps until a client comes, and sleep costs
// nothing.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"time"
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
	tcp := listener.(*net.TCPListener) // the one that knows deadlines
	for {
		// accept: look for a client; it gets a socket of its own.
		// WRONG: no time to sleep until one comes.
		tcp.SetDeadline(time.Now().Add(time.Microsecond))
		conn, err := tcp.Accept()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			continue
		}
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
