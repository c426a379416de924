package lesson

import (
	"testing"
)

// A body is unpacked as its header says, and one that is cut off is an error.
func TestContent(t *testing.T) {
	const ok, chunked = "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
	for _, test := range []struct{ header, body, want, problem string }{
		{ok, "page", "page", ""},
		{ok + "\r\nContent-Length: 4", "page and more", "page", ""},
		{ok + "\r\ncontent-length: 5", "page", "page", "unexpected EOF"},
		{ok + "\r\nContent-Length: -1", "page", "", `bad Content-Length "-1"`},
		{chunked, "4\r\npage\r\n2;a=b\r\n, \r\n0\r\n\r\n", "page, ", ""},
		{chunked, "4\npage\n0\n", "page", ""},
		{chunked, "8\r\npage", "page", "unexpected EOF"},
		{chunked, "4\r\npage\r\n", "page", "unexpected EOF"},
		{chunked, "", "", "unexpected EOF"},
		{chunked, "4\r\npages\r\n0\r\n", "page", "malformed chunk"},
		{chunked, "four\r\npage", "", "malformed chunk"},
		{chunked, "ffffffffffffffff\r\npage", "", "malformed chunk"},
		{"HTTP/1.0 204 No Content\r\nContent-Length: 4", "", "", ""},
	} {
		r, err := readResponse([]byte(test.header))
		if err != nil {
			t.Errorf("%q: %v", test.header, err)
			continue
		}
		content, err := r.content([]byte(test.body))
		problem := ""
		if err != nil {
			problem = err.Error()
		}
		if string(content) != test.want || problem != test.problem {
			t.Errorf("%q %q: %q, %q, want %q, %q", test.header, test.body, content, problem, test.want, test.problem)
		}
	}
}

// What is not the answer of a web server is refused.
func TestNoResponse(t *testing.T) {
	for _, header := range []string{"", "Welcome!", "HTTP/1.1", "HTTP/1.1 OK", "HTTP/1.1 20 OK", "SMTP 200 OK", "HTTP/1.1 200 OK\r\nno colon"} {
		if r, err := readResponse([]byte(header)); err == nil {
			t.Errorf("%q is read as %+v", header, r)
		}
	}
}
