// Homework h7, from lesson 05: a checker. It is a client that tries what
// a correct server must do, and exits with 1 if the server does not.
//
// Run it in two terminals:
//
//	go run ./tools/homework/h6-lines
//	go run ./tools/homework/h7-checker
//
// Look at: run. Each try is what some client does one day: it sends
// much, it stays, it leaves, it crashes, or it comes with many others.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewClient("05-client")
	run(lab)
	lab.Exit(nil)
}

// run tries one thing after the other. What is wrong ends the program.
func run(lab *lesson.Client) {
	first := connect(lab)
	first.ask("Michael")
	first.ask("Tracy") // shorter: nothing of Michael may be left
	first.ask(strings.Repeat("long", 1000))
	first.ask("\xff") // not UTF-8

	second := connect(lab) // while the first one is there
	second.ask("Sarah")
	first.ask("Robert")
	second.CloseWrite()
	second.ends()

	crashes := connect(lab)
	crashes.SetLinger(0) // now Close resets the connection
	crashes.Close()
	var crowd []*client
	for range 30 {
		crowd = append(crowd, connect(lab))
	}
	crowd[0].ask("Lily")
	first.ask("Lily")

	fmt.Fprintln(first, "exit")
	first.ends()
	connect(lab).ask("Michael")
}

// patience is how long a correct server may take.
const patience = 3 * time.Second

// client is a connection, with what has come and is not read yet.
type client struct {
	lab *lesson.Client
	*net.TCPConn
	reader *bufio.Reader
}

// connect connects the next client, which is greeted.
func connect(lab *lesson.Client) *client {
	// 1. socket, 2. connect: in Go one call does both.
	conn, err := net.DialTimeout("tcp", lab.Addr, patience)
	if err != nil {
		lab.Exit(err)
	}
	c := &client{lab, conn.(*net.TCPConn), bufio.NewReader(conn)}
	c.wants("Welcome!")
	return c
}

// ask sends a name in a line, and wants its reply.
func (c *client) ask(name string) {
	// 4. send a line. If it fails, the recv tells.
	fmt.Fprintln(c, name)
	c.wants("Hello, " + name + "!\n")
}

// wants wants the server to say a text.
func (c *client) wants(text string) {
	c.SetReadDeadline(time.Now().Add(patience))
	// 3. recv, as often as it takes.
	got := make([]byte, len(text))
	if _, err := io.ReadFull(c.reader, got); err != nil {
		c.lab.Exit(err)
	}
	if string(got) != text {
		c.lab.Exit(fmt.Errorf("got %q, want %q", got, text))
	}
}

// ends wants the server to close, too.
func (c *client) ends() {
	c.SetReadDeadline(time.Now().Add(patience))
	if _, err := c.reader.ReadByte(); err != io.EOF {
		c.lab.Exit(errors.New("the server does not close"))
	}
}
