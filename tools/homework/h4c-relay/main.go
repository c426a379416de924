// Homework 4c, from lesson 04: a relay between users, as in a chat. The first
// message is the user's name; every later one is NAME TEXT, and TEXT goes to
// the user of that name.
//
// Run, in three terminals:
//
//	go run ./tools/homework/h4c-relay
//	nc 127.0.0.1 9999           type Alice, then: Bob hello
//	nc 127.0.0.1 9999           type Bob, then: Alice hello yourself
//
// Look at: who sends. One client's goroutine writes to the other's connection.
package main

import (
	"net"
	"strings"
	"sync"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("04-threaded")
	lab.Exit(run(lab))
}

// run opens the server and serves whoever comes.
func run(lab *lesson.Server) error {
	// 1. socket, 2. bind, 3. listen: in Go one call does all three.
	listener, err := net.Listen("tcp", lab.Addr)
	if err != nil {
		return err
	}
	listener = lab.Watch(listener) // from here the log shows every call
	// 7. close the listening socket, at the end.
	defer listener.Close()

	here := &users{conns: map[string]net.Conn{}}
	for {
		// 4. accept: wait for a client; it gets a socket of its own.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go serve(lab, conn, here)
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn, here *users) {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	conn.Write([]byte("Welcome!"))
	sender := "" // until the first message has come
	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, _ := conn.Read(buffer)
		// Nothing came: the client has closed, or was cut off.
		if n == 0 {
			return
		}
		// One recv may bring several messages; then each is a line.
		for line := range strings.Lines(string(buffer[:n])) {
			message := strings.TrimRight(line, "\r\n")
			switch {
			case message == "":
			case lab.IsExit([]byte(message)):
				return
			case sender != "":
				here.relay(conn, sender, message)
			case strings.Contains(message, " "):
				conn.Write([]byte("A name is one word.\n"))
			case here.join(message, conn):
				sender = message
				defer here.leave(sender)
			default:
				conn.Write([]byte("The name " + message + " is in use.\n"))
				return
			}
		}
	}
}

// users are those who are here, each with the connection to it.
type users struct {
	mu    sync.Mutex // several goroutines use the map
	conns map[string]net.Conn
}

// join adds a user, unless the name is in use.
func (u *users) join(name string, conn net.Conn) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.conns[name] != nil {
		return false
	}
	u.conns[name] = conn
	return true
}

// leave forgets a user.
func (u *users) leave(name string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.conns, name)
}

// relay sends NAME TEXT on to the user of that name.
func (u *users) relay(from net.Conn, sender, message string) {
	name, text, _ := strings.Cut(message, " ")
	u.mu.Lock()
	to := u.conns[name]
	u.mu.Unlock() // whoever does not read keeps only the sender waiting
	if to != nil {
		// 6. send.
		_, err := to.Write([]byte(sender + ": " + text + "\n"))
		if err == nil {
			return
		}
	}
	from.Write([]byte("Nobody called " + name + " is here.\n"))
}
