// Lesson 01: the shortest TCP server. It accepts one client,
// receives one message, sends one reply, and exits.
//
// Goal: know the seven calls of every server, in their order:
// socket, bind, listen, accept, recv, send, close.
//
// Run it in two terminals:
//
//	make lesson-1
//	nc 127.0.0.1 7788           type a line, press Enter
//
// Look at: where the log pauses. accept blocks until a client
// connects. recv blocks until that client has sent something.
//
// Lesson 02 fixes this: the server exits after one client and one
// message.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("01-single-client")
	lab.Exit(run(lab))
}

// run listens, accepts and serves.
func run(lab *lesson.Server) error {
	// 1. socket, 2. bind, 3. listen: in Go one call does all three.
	listener, err := net.Listen("tcp", lab.Addr)
	if err != nil {
		return err
	}
	listener = lab.Watch(listener) // now the log shows every call
	// 7. close the listening socket, at the end.
	defer listener.Close()

	// 4. accept: wait for a client; it gets its own socket.
	conn, err := listener.Accept()
	if err != nil {
		return err
	}
	return serve(lab, conn)
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	// 5. recv: wait until the client has sent something.
	n, _ := conn.Read(buffer)

	// 6. send the reply; -delay sets how long lab.Reply takes.
	reply := lab.Reply(buffer[:n])
	_, err := conn.Write(reply)
	return err
}
