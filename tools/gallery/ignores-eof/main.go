// Ignores-eof does not look at what recv and send return, and goes on serving
// a client that has gone.
//
// From outside: the first client is served well. Once it has closed, nobody
// else gets a reply, and one core of the server's machine is busy. A client
// that closes its sending side only gets "Hello, " without end.
//
// The wrong line: the error of recv is thrown away. At EOF recv returns at
// once with nothing, again and again; send then fails, and nobody looks at
// that either.
//
// Mended: return when recv has an error, which is io.EOF once the client has
// closed; return when send has one; and go before serve.
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
		// accept: wait for a client; it gets a socket of its own.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		serve(conn)
	}
}

// serve talks with one client.
func serve(conn net.Conn) {
	// close the socket of this client, at the end; but that never comes.
	defer conn.Close()

	buffer := make([]byte, 1024)
	for {
		// recv: wait until the client has sent something.
		n, _ := conn.Read(buffer) // WRONG: EOF comes here, unseen

		// send the reply; an error is as unseen.
		reply := append([]byte("Hello, "), buffer[:n]...)
		conn.Write(reply)
	}
}
