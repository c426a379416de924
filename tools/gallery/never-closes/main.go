// Never-closes notices that a client has closed, but does not close in its
// turn.
//
// From outside: clients are served well. But when one closes its sending side
// and waits for the end, EOF never comes. On the server's machine, netstat and
// ss show connections in CLOSE_WAIT, more and more of them. This is a leak of
// file descriptors: each connection holds one, and when none is left, accept
// fails.
//
// The wrong line: conn.Close is missing in serve. The list keeps the
// connections reachable, as many a server does; else the garbage collector
// would close them one day, and hide the mistake.
//
// Mended: defer conn.Close() on top of serve, and no list.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"sync"
)

// conns has all clients that ever came.
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
		// accept: wait for a client; it gets a socket of its own.
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
