// Closes-after-one-message answers each client once and closes its
// connection.
//
// From outside: the client gets a reply to its first message, and then
// EOF. A client that has sent more by then gets a reset instead, because
// the server has not received the rest. It may even lose the first reply.
//
// The wrong line: there is no loop around recv and send in serve. So
// serve returns after the first reply, and the deferred Close runs.
//
// The fix: a loop that ends when recv returns an error, such as io.EOF.
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

	// Large, so that one recv returns all of a long message.
	buffer := make([]byte, 65536)
	// recv: wait until the client has sent something.
	// WRONG: there is no loop, so there is one recv and one send.
	n, err := conn.Read(buffer)
	// io.EOF: the client has closed. Other errors: it was cut off.
	if err != nil {
		return
	}

	// send the reply.
	conn.Write(append([]byte("Hello, "), buffer[:n]...))
}
