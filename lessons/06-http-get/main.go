// Lesson 06: fetch a web page by hand, with the same calls as in
// lesson 05. This time the server ends the conversation.
//
// Goal: call recv until it returns nothing. One recv is not one
// message: a page arrives in pieces, and only the end of the
// connection shows that the page is complete.
//
// Run it:
//
//	make lesson-6
//	make lesson-6 ARGS="-url http://127.0.0.1:8000/ -o page.html"
//
// Look at: how many times recv returns a piece of one page, and the
// eof at the end.
//
// Your browser does the same for every page and every picture.
package main

import (
	"bytes"
	"io"
	"net"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewGetter("06-http-get")
	lab.Exit(run(lab))
}

// run fetches one page.
func run(lab *lesson.Getter) error {
	// 1. socket, 2. connect: in Go one call does both.
	conn, err := net.Dial("tcp", lab.Addr)
	if err != nil {
		return err
	}
	conn = lab.Watch(conn) // now the log shows every call
	// 6. close, at the end.
	defer conn.Close()

	// 3. send the request: lines of text, and an empty line.
	request := "GET " + lab.Path + " HTTP/1.1\r\n" +
		"Host: " + lab.Host + "\r\n" +
		"Connection: close\r\n\r\n"
	if _, err := conn.Write([]byte(request)); err != nil {
		return err
	}

	// 4. recv piece by piece, until the server has closed.
	var page []byte
	buffer := make([]byte, 1024)
	for {
		n, err := conn.Read(buffer)
		page = append(page, buffer[:n]...)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}

	// 5. the first empty line separates header and body.
	header, body, _ := bytes.Cut(page, []byte("\r\n\r\n"))
	return lab.Save(header, body)
}
