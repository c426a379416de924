// Homework h1, from lesson 01: the four numbers of a connection. The
// server serves two clients, one after the other, and tells the
// second one which numbers differ.
//
// Run it in two terminals:
//
//	go run ./tools/homework/h1-four-numbers
//	nc 127.0.0.1 7788           twice: type a line, press Enter
//
// Look at: the port of the client. Both connections have the same
// server port. Only the client port distinguishes them.
package main

import (
	"fmt"
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

	var first [4]string
	for i := range 2 {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		differ := ""
		if i == 0 {
			first = numbers(conn)
		} else {
			differ = compare(first, numbers(conn))
		}
		if err := serve(conn, differ); err != nil {
			return err
		}
	}
	return nil
}

// serve talks with one client.
func serve(conn net.Conn, differ string) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	buffer := make([]byte, 1024)
	// 5. recv: wait until the client has sent something.
	conn.Read(buffer)

	// 6. send the reply: both addresses, and what differs.
	reply := fmt.Sprintf("server %s client %s\n%s",
		conn.LocalAddr(), conn.RemoteAddr(), differ)
	_, err := conn.Write([]byte(reply))
	return err
}

// numbers returns the four numbers that identify a connection.
func numbers(conn net.Conn) (four [4]string) {
	four[0], four[1], _ = net.SplitHostPort(conn.LocalAddr().String())
	four[2], four[3], _ = net.SplitHostPort(conn.RemoteAddr().String())
	return four
}

var names = [4]string{
	"server-ip", "server-port", "client-ip", "client-port",
}

// compare returns a line with the names of the numbers that differ.
func compare(first, second [4]string) string {
	differ := "differ:"
	for i, name := range names {
		if first[i] != second[i] {
			differ += " " + name
		}
	}
	return differ + "\n"
}
