// Exit-ends-all ends for all clients when one of them says exit.
//
// From outside: many clients are served at the same time. When one of them
// sends exit, the program ends with exit code 0. All other clients are cut
// off, and later ones are refused.
//
// The wrong line: os.Exit in serve. It ends the whole program, not only
// this conversation.
//
// The fix: return. It ends serve, and defer closes the connection.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"strings"
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
		// io.EOF: the client has closed. Other errors: it was cut off.
		if err != nil {
			return
		}
		if strings.TrimSpace(string(buffer[:n])) == "exit" {
			os.Exit(0) // WRONG: ends all the other clients, too
		}

		// send the reply.
		reply := append([]byte("Hello, "), buffer[:n]...)
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
