// Dies-on-eof ends the program when one client closes.
//
// From outside: the server serves many clients at the same time, until
// one of them closes. Then the program ends with exit code 1, the other
// clients are cut off, and later ones are refused.
//
// The wrong line: log.Fatal when recv returns io.EOF. EOF is not a
// failure: it means that the client will send nothing more.
//
// The fix: return, which closes the connection of this client only.
package main

import (
	"fmt"
	"io"
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
		n, err := conn.Read(buffer)
		if err == io.EOF {
			log.Fatal(err) // WRONG: ends all the other clients, too
		}
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
