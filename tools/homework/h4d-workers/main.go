// Homework h4d, from lesson 04: four workers and a queue. Four clients
// are served at a time; the others wait for their turn.
//
// Run it in six terminals:
//
//	go run ./tools/homework/h4d-workers
//	nc 127.0.0.1 9999           in the other five; exit leaves
//
// Look at: the fifth client. It is connected, but the greeting comes
// only when one of the four has left.
package main

import (
	"net"

	"tcplab/shared/lesson"
)

// workers is how many clients are served at a time.
const workers = 4

func main() {
	lab := lesson.NewServer("04-threaded")
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

	// When the queue is full, clients wait in the accept queue.
	queue := make(chan net.Conn, 100)
	defer close(queue) // ends the workers
	for range workers {
		go work(lab, queue)
	}
	for {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		queue <- conn
	}
}

// work serves one client after the other.
func work(lab *lesson.Server, queue chan net.Conn) {
	for conn := range queue {
		// An error ends this conversation, not the worker.
		serve(lab, conn)
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	if _, err := conn.Write([]byte("Welcome!")); err != nil {
		return err
	}
	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// Nothing came: err is io.EOF if the client has closed,
		// and another error if it was cut off.
		if err != nil || lab.IsExit(buffer[:n]) {
			return err
		}

		// 6. send the reply; -delay sets how long lab.Reply takes.
		reply := lab.Reply(buffer[:n])
		if _, err := conn.Write(reply); err != nil {
			return err
		}
	}
}
