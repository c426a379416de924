package lesson

import (
	"bytes"
	"errors"
	"io"
	"net"
	"testing"

	"tcplab/shared/fault"
)

// A server that never ends its page cannot fill the memory of the client.
func TestPageWithoutEnd(t *testing.T) {
	const largest = 10_000
	near, far := net.Pipe()
	defer near.Close()
	go func() {
		defer far.Close()
		for {
			if _, err := far.Write(make([]byte, 777)); err != nil {
				return
			}
		}
	}()
	var page bytes.Buffer
	_, err := io.CopyBuffer(&page, &pageConn{Conn: near, left: largest}, make([]byte, 1024))
	var own *fault.Error
	if page.Len() != largest || !errors.As(err, &own) {
		t.Errorf("%d bytes of the page, %v", page.Len(), err)
	}
}

// A page that ends is received as it is.
func TestPage(t *testing.T) {
	near, far := net.Pipe()
	go func() {
		far.Write([]byte("hello"))
		far.Close()
	}()
	if page, err := io.ReadAll(&pageConn{Conn: near, left: 100}); err != nil || string(page) != "hello" {
		t.Errorf("the page is %q, %v", page, err)
	}
}
