package lesson

import (
	"net"
	"net/url"
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
