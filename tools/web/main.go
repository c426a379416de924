// Web is a web server for lesson 06 where there is no network. It listens on
// this machine only, and its page is too long for one recv.
//
//	make web
//	make lesson-6 ARGS="-url http://127.0.0.1:8000/Michael"
//
// The pages /missing, /old and /secret show what else may come.
package main

import (
	"bufio"
	"bytes"
	"html"
	"io"
	"net"
	"net/http"
	"strings"

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

// serve answers one request; the end of the connection is the end of the page.
func serve(lab *lesson.Server, conn net.Conn) {
	defer conn.Close()
	request, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	w := bufio.NewWriter(conn)
	response := respond(lab, request.URL.Path)
	response.Request = request
	if request.ProtoAtLeast(1, 1) {
		response.TransferEncoding = []string{"chunked"}
	}
	response.Write(w)
	w.Flush()
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

// response returns an answer with one header, and without its length, as that
// of a server which does not know yet how long the page will be.
func response(status int, body []byte, key, value string) *http.Response {
	return &http.Response{
		StatusCode: status,
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{key: {value}},
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: -1,
		Close:         true,
	}
}
