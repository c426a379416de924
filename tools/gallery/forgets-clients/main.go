// Forgets-clients takes two clients of the same computer for one, and
// closes the older connection.
//
// From outside: a client is served until another one connects from the
// same computer. Then it is cut off. Clients on different computers do not
// notice anything.
//
// The wrong line: the key of the map is the IP address alone. Four numbers
// make a connection: the addresses and the ports of both sides.
//
// The fix: the whole address as the key, conn.RemoteAddr().String(); or no
// map, as nothing else needs it.
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
	clients := map[string]net.Conn{}
	for {
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		// A client that connects again no longer needs its old connection.
		// WRONG: the host alone, without the port, is not the client.
		client, _, _ := net.SplitHostPort(conn.RemoteAddr().String())
		if old := clients[client]; old != nil {
			old.Close()
		}
		clients[client] = conn
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
