// Limits-clients serves ten clients at the same time. The others wait.
//
// From outside: ten clients are served. The eleventh is connected, because
// the system does that, but it is not served until one of the ten leaves.
//
// The wrong line: the loop of main waits for a free place before it calls
// accept. This is wrong only for stage 4, one goroutine per client. Many
// servers have such a limit, and homework h4d asks for one.
//
// The fix: no places, and go serve(conn) for all clients.
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
	places := make(chan bool, 10) // one value per client
	for {
		places <- true // WRONG: waits while ten clients are there
		// accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			serve(conn)
			<-places
		}()
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
