// Homework h4c, from lesson 04: a relay between users, as in a chat.
// The first message of a client is the name of its user. Every
// later message is NAME TEXT: TEXT goes to the user NAME.
//
// Run it in three terminals:
//
//	go run ./tools/homework/h4c-relay
//	nc 127.0.0.1 9999           type Alice, then: Bob hello
//	nc 127.0.0.1 9999           type Bob, then: Alice hello to you
//
// Look at: who sends. The goroutine of one client writes to the
// connection of the other.
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

	here := &users{conns: map[string]net.Conn{}}
	for {
		// 4. accept: wait for a client; it gets its own socket.
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		// An error ends this conversation, not the server.
		go serve(lab, conn, here)
	}
}

// serve talks with one client.
func serve(lab *lesson.Server, conn net.Conn, here *users) error {
	// 7. close the socket of this client, at the end.
	defer conn.Close()

	if _, err := conn.Write([]byte("Welcome!")); err != nil {
		return err
	}
	sender := "" // empty until the first message has come
	buffer := make([]byte, 1024)
	for {
		// 5. recv: wait until the client has sent something.
		n, err := conn.Read(buffer)
		// Nothing came: err is io.EOF if the client has closed,
		// and another error if it was cut off.
		if err != nil {
			return err
		}
		// One recv may return several messages: one in each line.
		for line := range strings.Lines(string(buffer[:n])) {
			switch message := strings.TrimRight(line, "\r\n"); {
			case message == "":
			case lab.IsExit([]byte(message)):
				return nil
			case sender != "":
				here.relay(conn, sender, message)
			case strings.Contains(message, " "):
				conn.Write([]byte("A name is one word.\n"))
			case here.join(message, conn):
				sender = message
				defer here.leave(sender)
			default:
				conn.Write([]byte("The name " + message + " is in use.\n"))
				return nil
			}
		}
	}
}

// users holds the users who are here, each with its connection.
type users struct {
	mu    sync.Mutex // for conns, which all goroutines use
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

// leave removes a user.
func (u *users) leave(name string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.conns, name)
}

// relay takes NAME TEXT and sends TEXT to the user NAME.
func (u *users) relay(from net.Conn, sender, message string) {
	name, text, _ := strings.Cut(message, " ")
	u.mu.Lock()
	to := u.conns[name]
	u.mu.Unlock() // a slow reader must not stop the other users
	if to != nil {
		// 6. send.
		_, err := to.Write([]byte(sender + ": " + text + "\n"))
		if err == nil {
			return
		}
	}
	from.Write([]byte("Nobody called " + name + " is here.\n"))
}
