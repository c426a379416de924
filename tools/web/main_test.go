package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
	"tcplab/shared/process"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"web": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "web") }

// start starts the server as a process of its own.
func start(t *testing.T) (server *process.Process, addr string, ctx context.Context) {
	t.Helper()
	bin, err := process.Build("./tools/web")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	server, err = process.Lab(process.Program(bin, "web"), "-quiet", "-addr", "127.0.0.1:0").Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Kill)
	if err := server.Listening(ctx); err != nil {
		t.Fatal(err)
	}
	return server, server.Addr, ctx
}

// What a client asks for comes back as text, with its length; or in chunks, if the
// client asks for that and knows chunks.
func TestAnswers(t *testing.T) {
	server, addr, ctx := start(t)
	for _, request := range []struct {
		path, version string
		chunked       bool
	}{{"/%3Cb%3E", "1.0", false}, {"/%3Cb%3E", "1.1", false}, {"/chunked", "1.0", false}, {"/chunked", "1.1", true}} {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET %s HTTP/%s\r\nHost: %s\r\n\r\n", request.path, request.version, addr)
		answer, err := io.ReadAll(conn)
		conn.Close()
		if err != nil {
			t.Fatal(err)
		}
		header, body, _ := strings.Cut(string(answer), "\r\n\r\n")
		if got := strings.Contains(header, "Transfer-Encoding: chunked"); got != request.chunked {
			t.Errorf("%v: chunked is %v:\n%s", request, got, header)
		}
		if starts := strings.HasPrefix(body, "<!DOCTYPE html>\n"); starts == request.chunked {
			t.Errorf("%v: the body is %.80q", request, body)
		}
		length := fmt.Sprintf("Content-Length: %d\r\n", len(body))
		if got := strings.Contains(header+"\r\n", length); got == request.chunked {
			t.Errorf("%v: %q is %v:\n%s", request, length, got, header)
		}
		if request.path != "/chunked" && !strings.Contains(body, "Hello, &lt;b&gt;!") {
			t.Errorf("%v: the path is not escaped: %.120q", request, body)
		}
	}
	server.Interrupt()
	if code, err := server.Wait(ctx); code != 0 || err != nil {
		t.Errorf("the server ended with %d: %v", code, err)
	}
}

// A request line without an end is refused, and takes neither the memory of the
// server nor its time for others.
func TestEndlessRequest(t *testing.T) {
	server, addr, ctx := start(t)
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	sent := make(chan int64)
	go func() {
		n, _ := io.Copy(conn, endless{})
		sent <- n
	}()
	wantStatus(t, conn, http.StatusRequestHeaderFieldsTooLarge)
	if n := <-sent; n > 64<<20 { // the buffers of the system hold a few MB
		t.Errorf("the server has taken %d bytes", n)
	}

	next, err := http.Get("http://" + addr + "/Michael")
	if err != nil {
		t.Fatal(err)
	}
	defer next.Body.Close()
	if page, err := io.ReadAll(next.Body); err != nil || !bytes.Contains(page, []byte("Hello, Michael!")) {
		t.Errorf("the next client got %.80q, %v", page, err)
	}
	server.Interrupt()
	if code, err := server.Wait(ctx); code != 0 || err != nil {
		t.Errorf("the server ended with %d: %v", code, err)
	}
}

// endless is what a client sends that sends no end of line.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func wantStatus(t *testing.T, conn net.Conn, want int) {
	t.Helper()
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("want %d: %v", want, err)
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if response.StatusCode != want || err != nil || len(said) == 0 {
		t.Errorf("got %s, %q, %v, want %d", response.Status, said, err, want)
	}
}

// A client that sends nothing, one that sends a byte a second, and one that
// sends no request are refused, each in its time.
func TestRefused(t *testing.T) {
	const silent = 0
	for _, c := range []struct {
		client string
		says   string
		pace   time.Duration // of the bytes
		status int
		after  time.Duration
	}{
		{"silent", "", silent, http.StatusRequestTimeout, patience},
		{"a byte a second", "GET /Michael HTTP/1.1\r\n", time.Second, http.StatusRequestTimeout, patience},
		{"nonsense", "hello\r\n", time.Millisecond, http.StatusBadRequest, 7 * time.Millisecond},
	} {
		t.Run(c.client, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				conn, ours := net.Pipe()
				begun := time.Now()
				served := make(chan struct{})
				go func() {
					defer close(served)
					serve(nil, ours) // without a request, nothing of the lab is used
				}()
				said := make(chan struct{})
				go func() {
					defer close(said)
					for i := range len(c.says) {
						time.Sleep(c.pace) // the clock of synctest: nothing is waited for
						if _, err := io.WriteString(conn, c.says[i:i+1]); err != nil {
							return
						}
					}
				}()
				wantStatus(t, conn, c.status)
				if took := time.Since(begun); took != c.after {
					t.Errorf("refused after %v, want %v", took, c.after)
				}
				io.Copy(io.Discard, conn)
				<-served
				if took := time.Since(begun); took > c.after+toRead {
					t.Errorf("closed after %v", took)
				}
				conn.Close()
				<-said
			})
		})
	}
}

// A client that comes and says nothing gets nothing.
func TestNoRequest(t *testing.T) {
	conn, ours := net.Pipe()
	conn.Close()
	serve(nil, ours)
}
