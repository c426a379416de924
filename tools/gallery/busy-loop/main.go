// Busy-loop asks for the next client again and again, instead of
// waiting for it.
//
// From outside: the server answers every client at once. But it keeps
// one core busy, even without any client. Look at top, or listen to the
// fan.
//
// The wrong line: the default of the select. With it, select waits for
// nothing, and the loop calls it again at once.
//
// The fix: no default. Then select blocks until a client comes, and a
// blocked goroutine uses no processor time.
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
	clients := make(chan net.Conn)
	go accept(listener, clients)
	for {
		select {
		case conn := <-clients:
			go serve(conn)
		default:
			continue // WRONG: look for a client again at once
		}
	}
}

// accept passes each client on.
func accept(listener net.Listener, clients chan<- net.Conn) {
	for {
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		clients <- conn
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
