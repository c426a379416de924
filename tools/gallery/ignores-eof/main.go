// Ignores-eof does not look at what recv and send return, and goes on
// serving a client that has left.
//
// From outside: the first client is served. After it has closed, no other
// client gets a reply, and the server keeps one core busy. A client that
// closes only its sending side gets "Hello, " without end.
//
// The wrong line: serve ignores the error of recv. After EOF recv returns
// nothing, at once, again and again. Then send fails, and serve ignores
// that error, too.
//
// The fix: return when recv has an error, which is io.EOF after the client
// has closed. Return when send has one. And write go before serve.
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
		serve(conn)
	}
}

// serve talks with one client.
func serve(conn net.Conn) {
	// close the socket of this client; but serve never returns.
	defer conn.Close()

	buffer := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		n, _ := conn.Read(buffer) // WRONG: ignores EOF

		// send the reply; the error is ignored, too.
		reply := append([]byte("Hello, "), buffer[:n]...)
		conn.Write(reply)
	}
}
