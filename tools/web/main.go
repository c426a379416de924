// Web is a web server for lesson 06 where there is no network. It listens on
// this machine only, and its page is too long for one recv.
//
//	make web
//	make lesson-6 ARGS="-url http://127.0.0.1:8000/Michael"
//
// The pages /chunked, /missing, /old and /secret show what else may come.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"tcplab/shared/lesson"
)

func main() {
	lab := lesson.NewServer("web")
	lab.Exit(run(lab))
}

func run(lab *lesson.Server) error {
	listener, err := net.Listen("tcp", lab.Addr)
	if err != nil {
		return err
	}
	listener = lab.Watch(listener)
	defer listener.Close()

	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go serve(lab, conn)
	}
}

// What a client may ask for: as much as its request may be, and as long as it
// may take, and then the answer. A server without such limits runs out of memory
// when one client sends a line without an end.
const (
	largest  = 64 << 10
	patience = 10 * time.Second
)

// serve answers one request; the end of the connection is the end of the page.
func serve(lab *lesson.Server, conn net.Conn) {
	defer conn.Close()
	conn.SetReadDeadline(time.Now().Add(patience))
	in := &limited{conn: conn, left: largest}
	request, err := http.ReadRequest(bufio.NewReader(in))
	switch {
	case err == nil:
		response := respond(lab, request.URL.Path)
		response.Request = request
		if request.URL.Path == "/chunked" && request.ProtoAtLeast(1, 1) {
			response.TransferEncoding = []string{"chunked"}
		}
		send(conn, response)
	case in.left == 0:
		refuse(conn, http.StatusRequestHeaderFieldsTooLarge)
	case errors.Is(in.err, os.ErrDeadlineExceeded):
		refuse(conn, http.StatusRequestTimeout)
	case err != io.EOF: // a client may come and say nothing
		refuse(conn, http.StatusBadRequest)
	}
}

// A limited reads from a connection as much as a request may be. It keeps the
// error of the connection, in place of which ReadRequest may return that half a
// line is no request.
type limited struct {
	conn net.Conn
	left int
	err  error
}

func (l *limited) Read(b []byte) (n int, err error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	n, l.err = l.conn.Read(b[:min(len(b), l.left)])
	l.left -= n
	return n, l.err
}

func send(conn net.Conn, response *http.Response) {
	conn.SetWriteDeadline(time.Now().Add(patience))
	w := bufio.NewWriter(conn)
	response.Write(w)
	w.Flush()
}

// toRead is how long a client that is refused has for reading why. It may still
// be sending: to close with its bytes unread resets the connection.
const toRead = 500 * time.Millisecond

// refuse says why there is no page.
func refuse(conn net.Conn, status int) {
	send(conn, response(status, []byte(http.StatusText(status)+"\n"), "Content-Type", "text/plain"))
	time.Sleep(toRead)
}

// respond returns what there is at path.
func respond(lab *lesson.Server, path string) *http.Response {
	switch path {
	case "/missing":
		return response(http.StatusNotFound, nil, "Content-Type", "text/plain")
	case "/old":
		return response(http.StatusMovedPermanently, nil, "Location", "/new")
	case "/secret":
		return response(http.StatusFound, nil, "Location", "https://localhost/")
	}
	var page bytes.Buffer
	page.WriteString("<!DOCTYPE html>\n<title>tcplab</title>\n")
	name := html.EscapeString(strings.TrimPrefix(path, "/"))
	if encoded, err := lab.Charset().Encode(name); err == nil {
		page.Write(lab.Reply(encoded))
	}
	page.WriteString(strings.Repeat("\n<p>This page came over a TCP connection.</p>", 60))
	return response(http.StatusOK, page.Bytes(), "Content-Type", "text/html; charset="+lab.Charset().String())
}

// response returns an answer with one header besides its length.
func response(status int, body []byte, key, value string) *http.Response {
	return &http.Response{
		StatusCode: status,
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{key: {value}},
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
		Close:         true,
	}
}
