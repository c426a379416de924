package lesson

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"tcplab/shared/atomicfile"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
)

// A Getter is what the lesson that fetches a web page uses.
type Getter struct {
	*caller
	Addr string // where the web server is: host and port of -url
	Host string // how the page names it
	Path string // which page

	file string
}

// NewGetter reads the command line of the lesson called name, which is its
// folder's name, and opens its log. A wrong command line ends the program.
func NewGetter(name string) *Getter {
	const page = "http://example.com/"
	p := named(name)
	g := &Getter{file: "page.html"}
	address := page
	o := parse(p, phrase.Phrase{},
		flags.Flag{Name: "url", Value: "URL", Purpose: helpURL.With(page), Example: "-url http://127.0.0.1:8000/", Into: &address},
		flags.Flag{Name: "o", Value: "FILE", Purpose: helpSave.With(g.file), Example: "-o sina.html", Into: &g.file})

	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	switch {
	case err == nil && u.Scheme == "https":
		o.must(flags.Wrong(isHTTPS, address))
	case err != nil || u.Scheme != "http" || u.Hostname() == "" || !flags.IsHost(u.Hostname()):
		o.must(flags.Wrong(badURL, address))
	}
	port := u.Port()
	switch {
	case port == "":
		port = "80"
	case !flags.IsPort(port):
		o.must(flags.Wrong(badURL, address))
	}
	g.Addr = net.JoinHostPort(u.Hostname(), port)
	g.Host, g.Path = u.Host, u.RequestURI()
	g.caller = call(start(p, event.Client, o), func() phrase.Phrase { return noPage })
	return g
}

// largestPage is how many bytes a page may have: the lesson keeps it in memory.
const largestPage = 64 << 20

// Watch returns conn, with every call on it in the log. A page that goes on and
// on is an error of Read.
func (g *Getter) Watch(conn net.Conn) net.Conn {
	return &pageConn{Conn: g.caller.Watch(conn), left: largestPage}
}

// A pageConn is a connection from which a page is received.
type pageConn struct {
	net.Conn
	left int // how many bytes more the page may have
}

func (c *pageConn) Read(b []byte) (int, error) {
	if c.left == 0 {
		return 0, &fault.Error{Short: "read: the page is too large", Meaning: tooLarge.With(largestPage >> 20)}
	}
	n, err := c.Conn.Read(b[:min(len(b), c.left)])
	c.left -= n
	return n, err
}

// Save shows the header and saves the body in the file of -o. What is no
// page, or not all of it, is an error that says so, and nothing is saved.
func (g *Getter) Save(header, body []byte) error {
	lines := strings.ReplaceAll(string(header), "\r\n", "\n")
	g.out.say(console.Printable(lines) + "\n\n")

	response, err := readResponse(header)
	if err != nil {
		return &fault.Error{Short: "http: " + err.Error(), Meaning: notHTTP.With(g.Addr)}
	}
	if err := g.judge(response); err != nil {
		return err
	}
	content, err := response.content(body)
	if err != nil {
		return &fault.Error{Short: "http: " + err.Error(), Meaning: incomplete.With(len(content))}
	}
	if err := atomicfile.Write(g.file, content); err != nil {
		return &fault.Error{Short: err.Error(), Meaning: notSaved.With(g.file)}
	}
	g.out.say(saved.Format(g.lang, len(content), g.file) + "\n")
	return nil
}

// judge returns an error if the response is another thing than the page.
func (g *Getter) judge(response response) error {
	status := console.Printable(response.status)
	if response.code >= 400 {
		return &fault.Error{Short: "http: " + status, Meaning: refusedPage.With(status)}
	}
	location := response.header.Get("Location")
	if response.code < 300 || location == "" {
		return nil
	}
	asked := url.URL{Scheme: "http", Host: g.Host}
	meaning := moved
	if to, err := asked.Parse(location); err == nil {
		location = to.String()
		if to.Scheme == "https" {
			meaning = movedToHTTPS
		}
	}
	return &fault.Error{Short: "http: " + status, Meaning: meaning.With(console.Printable(location))}
}

// A response is the answer of a web server. Package net/http would read it as
// well, but it comes with TLS and HTTP/2, which would take as long to build as
// all the rest of a lesson.
type response struct {
	code   int
	status string // the code and its words
	header textproto.MIMEHeader
}

// readResponse reads the header of an answer.
func readResponse(header []byte) (r response, err error) {
	in := textproto.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(header), strings.NewReader("\r\n\r\n"))))
	line, err := in.ReadLine()
	if err != nil {
		return r, err
	}
	version, status, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(status, " ")
	r.code, err = strconv.Atoi(code)
	if err != nil || len(code) != 3 || !strings.HasPrefix(version, "HTTP/1.") {
		return r, fmt.Errorf("malformed response %q", line)
	}
	r.status = status
	r.header, err = in.ReadMIMEHeader()
	return r, err
}

// content returns what is in a body: all of it, unless the header says that it
// comes in chunks, or how long it is. On an error it is what there was.
func (r response) content(body []byte) ([]byte, error) {
	length := r.header.Get("Content-Length")
	switch {
	case r.code == 204 || r.code == 304:
		return nil, nil
	case strings.EqualFold(r.header.Get("Transfer-Encoding"), "chunked"):
		return unchunk(body)
	case length == "":
		return body, nil
	}
	n, err := strconv.ParseUint(length, 10, 63)
	switch {
	case err != nil:
		return nil, fmt.Errorf("bad Content-Length %q", length)
	case n > uint64(len(body)):
		return body, io.ErrUnexpectedEOF
	}
	return body[:n], nil
}

// unchunk joins the chunks of a body. Before each is its length, in
// hexadecimal; the last one has the length 0.
func unchunk(body []byte) (content []byte, err error) {
	for {
		line, rest, ok := bytes.Cut(body, []byte("\n"))
		if !ok {
			return content, io.ErrUnexpectedEOF
		}
		size, _, _ := bytes.Cut(line, []byte(";"))
		n, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 31)
		switch {
		case err != nil:
			return content, errors.New("malformed chunk")
		case n == 0:
			return content, nil
		case n > uint64(len(rest)):
			return append(content, rest...), io.ErrUnexpectedEOF
		}
		content = append(content, rest[:n]...)
		end, next, ok := bytes.Cut(rest[n:], []byte("\n"))
		switch {
		case !ok:
			return content, io.ErrUnexpectedEOF
		case len(bytes.TrimRight(end, "\r")) > 0: // the chunk is longer than it says
			return content, errors.New("malformed chunk")
		}
		body = next
	}
}
