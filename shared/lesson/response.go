package lesson

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
)

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
		_, body, ok = bytes.Cut(rest[n:], []byte("\n"))
		if !ok {
			return content, io.ErrUnexpectedEOF
		}
	}
}
