// Never-closes notices that a client has closed, but does not close its
// own side.
//
// From outside: the clients are served. But a client that closes its
// sending side and waits for the end never gets EOF. On the server's
// machine, netstat and ss show more and more connections in CLOSE_WAIT.
// This is a leak of file descriptors: each connection needs one, and when
// none is left, accept fails.
//
// The wrong line: conn.Close is missing in serve. The list keeps the
// connections reachable, as in many servers. Without the list the garbage
// collector would close them some day, and hide the mistake.
//
// The fix: defer conn.Close() at the beginning of serve, and no list.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"sync"
)

// conns holds the connections of all clients, also of those that left.
var (
	mutex sync.Mutex
	conns []net.Conn
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
	mutex.Lock()
	conns = append(conns, conn)
	mutex.Unlock()
	// WRONG: defer conn.Close() is missing here.

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
