// Busy-loop asks for the next client again and again, instead of
// waiting for it.
//
// From outside: the server answers every client at once. But it keeps
// one core busy, even without any client. Look at top, or listen to the
// fan.
//
// The wrong line: the deadline before accept. After a microsecond
// accept gives up, and the loop calls it again at once.
//
// The fix: no deadline. Then accept blocks until a client comes, and a
// blocked call uses no processor time.
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
	tcp := listener.(*net.TCPListener) // has deadlines
	for {
		// accept: look for a client; it gets its own socket.
		// WRONG: accept may not block until a client comes.
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
