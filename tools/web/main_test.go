package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"tcplab/shared/process"
)

// What a client asks for comes back as text, and chunked only for one that
// knows chunks.
func TestAnswers(t *testing.T) {
	bin, err := process.Build("./tools/web")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(bin) })
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	server, err := process.Start(ctx, nil, process.Program(bin, "web"), "-quiet", "-addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr, err := server.Addr(ctx)
	if err != nil {
		t.Fatal(err)
	}

	for version, chunked := range map[string]bool{"1.0": false, "1.1": true} {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET /%%3Cb%%3E HTTP/%s\r\nHost: %s\r\n\r\n", version, addr)
		answer, err := io.ReadAll(conn)
		conn.Close()
		if err != nil {
			t.Fatal(err)
		}
		header, body, _ := strings.Cut(string(answer), "\r\n\r\n")
		if got := strings.Contains(header, "Transfer-Encoding: chunked"); got != chunked {
			t.Errorf("HTTP/%s: chunked is %v:\n%s", version, got, header)
		}
		if starts := strings.HasPrefix(body, "<!DOCTYPE html>\n"); starts == chunked {
			t.Errorf("HTTP/%s: the body is %.80q", version, body)
		}
		if !strings.Contains(body, "Hello, &lt;b&gt;!") {
			t.Errorf("HTTP/%s: the path is not escaped: %.120q", version, body)
		}
	}
	if code, err := server.Stop(ctx); code != 0 || err != nil {
		t.Errorf("the server ended with %d: %v", code, err)
	}
}
