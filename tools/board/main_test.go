package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
	"tcplab/shared/sockettable"
	"tcplab/tools/internal/timeline"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"board": main, "plain-server": plainServer})
}

func TestScripts(t *testing.T) { flagstest.Run(t, "board") }

// plainServer serves one client after the other, and writes no events. It thinks about
// each message for as long as a second address keeps its connection.
func plainServer() {
	l, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		panic(err)
	}
	for {
		conn, err := l.Accept()
		if err != nil {
			panic(err)
		}
		for b := make([]byte, 64); ; {
			n, err := conn.Read(b)
			if err != nil || string(b[:n]) == "die" {
				break
			}
			if len(os.Args) > 2 {
				if gate, err := net.Dial("tcp", os.Args[2]); err == nil {
					io.Copy(io.Discard, gate)
				}
			}
			conn.Write(b[:n])
		}
		conn.Close()
	}
}

// A running board, which prints JSON.
type running struct {
	*testing.T
	cmd       *exec.Cmd
	page      string // http://127.0.0.1:…
	snapshots chan snapshot
	last      snapshot

	mu     sync.Mutex
	stderr bytes.Buffer
}

// start starts the board, for the time of a test.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	r := &running{T: t, snapshots: make(chan snapshot, 10_000)}
	r.cmd = exec.CommandContext(ctx, "board", append([]string{"-json", "-addr", "127.0.0.1:0", "-page", "127.0.0.1:0"}, args...)...)
	r.cmd.Env = append(os.Environ(), "LAB_LANG=en")
	stdout, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := r.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		r.cmd.Process.Kill()
		r.cmd.Wait()
	})
	go func() {
		defer close(r.snapshots)
		for decoder := json.NewDecoder(stdout); ; {
			var s snapshot
			if decoder.Decode(&s) != nil {
				return
			}
			r.snapshots <- s
		}
	}()
	lines := bufio.NewScanner(stderr)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "Ctrl+C") {
		if url := regexp.MustCompile(`http://\S+/`).FindString(lines.Text()); url != "" {
			r.page = url
		}
		r.note(lines.Text())
	}
	go func() {
		for lines.Scan() {
			r.note(lines.Text())
		}
	}()
	if r.page == "" {
		t.Fatalf("it does not say where the page is: %s", r.said())
	}
	return r
}

func (r *running) note(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stderr.WriteString(line + "\n")
}

func (r *running) said() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stderr.String()
}

// until waits for a snapshot that is as wanted.
func (r *running) until(what string, wanted func(snapshot) bool) snapshot {
	r.Helper()
	for {
		select {
		case s, ok := <-r.snapshots:
			if !ok {
				r.Fatalf("the board has ended before %s: %s", what, r.said())
			}
			if r.last = s; wanted(s) {
				return s
			}
		case <-time.After(20 * time.Second):
			r.Fatalf("%s does not come; the last: %+v", what, r.last)
		}
	}
}

// counts waits until as many clients are in each state.
func (r *running) counts(queued, served, thinking, gone int) snapshot {
	r.Helper()
	return r.until(fmt.Sprint([]int{queued, served, thinking, gone}), func(s snapshot) bool {
		return s.Queued == queued && s.Served == served && s.Thinking == thinking && s.Gone == gone
	})
}

// dial connects a client to the server of the board.
func (r *running) dial() net.Conn {
	r.Helper()
	if r.last.Listen == "" {
		r.until("the first snapshot", func(s snapshot) bool { return s.Listen != "" })
	}
	conn, err := net.Dial("tcp", r.last.Listen)
	if err != nil {
		r.Fatal(err)
	}
	r.Cleanup(func() { conn.Close() })
	return conn
}

// token is what the button of the page sends.
func (r *running) token() string {
	r.Helper()
	_, body := r.ask(http.MethodGet, "", nil)
	found := regexp.MustCompile(`data-token="(\w+)"`).FindStringSubmatch(body)
	if found == nil {
		r.Fatalf("there is no token in %s", body)
	}
	return found[1]
}

// ask asks the page for something, and returns the status and the answer.
func (r *running) ask(method, path string, header map[string]string) (int, string) {
	r.Helper()
	request, err := http.NewRequestWithContext(r.Context(), method, r.page+path, nil)
	if err != nil {
		r.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
		if name == "Host" {
			request.Host = value
		}
	}
	response, err := (&http.Client{Timeout: 20 * time.Second}).Do(request)
	if err != nil {
		r.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		r.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// A class is served one after the other, and after the button was pressed, all at
// the same time and on the same port. Its own run is saved.
func TestClass(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "run")
	r := start(t, "-out", dir)
	first := r.dial()
	r.counts(0, 1, 0, 0)
	if sockettable.ShowsQueue {
		r.dial()
		s := r.counts(1, 1, 0, 0)
		if c := s.Clients[1]; c.State != queued || c.TCP != "ESTABLISHED" || c.Conn != 0 {
			t.Errorf("in the queue: %+v", c)
		}
	}
	first.Write([]byte("<b>Ming</b>"))
	// A busy machine may miss the second in which the server thinks.
	s := r.until("the message", func(s snapshot) bool { return len(s.Clients) > 0 && s.Clients[0].Messages == 1 })
	if c := s.Clients[0]; c.Said != "<b>Ming</b>" || c.Messages != 1 || c.Peer != first.LocalAddr().String() || c.Conn != 1 {
		t.Errorf("served: %+v", c)
	}
	if s.Served != 1 {
		r.until("the answer", func(s snapshot) bool { return s.Served == 1 })
	}
	listen := r.last.Listen

	if status, body := r.ask(http.MethodPost, "play/1", map[string]string{"Board-Token": r.token()}); status != http.StatusNoContent {
		t.Fatalf("the button: %d %s", status, body)
	}
	r.until("the concurrent server", func(s snapshot) bool { return s.Listen == listen && s.Gone == 0 && len(s.Clients) == 0 })
	r.dial()
	r.dial()
	r.counts(0, 2, 0, 0)
	if status, body := r.ask(http.MethodGet, "run", nil); status != http.StatusOK || !strings.Contains(body, "B: 2 clients waited") {
		t.Errorf("the run: %d %s", status, body)
	}

	if runtime.GOOS == "windows" {
		return // there is no Ctrl+C for one process
	}
	r.cmd.Process.Signal(os.Interrupt)
	if err := r.cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, r.said())
	}
	file, err := os.Open(filepath.Join(dir, "a.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	recording, err := timeline.Read(file)
	if run := timeline.Of(recording); err != nil || run.Clients[0].Exchanges[0].Message != "<b>Ming</b>" || run.Clients[0].Finished == timeline.Never {
		t.Errorf("%v: %+v", err, run.Clients[0])
	}
	page, err := os.ReadFile(filepath.Join(dir, "board.html"))
	if err != nil || bytes.Contains(page, []byte("<b>Ming")) {
		t.Errorf("the page: %v, or the text of a client is markup in it", err)
	}
}

// Of a server in any language, without events, the system tells who is in the
// queue, and for whom it is thinking. When it ends, the board says so.
func TestAnyServer(t *testing.T) {
	if !sockettable.ShowsQueue {
		t.Skip("this system does not show the accept queue")
	}
	t.Parallel()
	gate, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { gate.Close() })
	gate.(*net.TCPListener).SetDeadline(time.Now().Add(time.Minute))
	r := start(t, "--", "plain-server", "{addr}", gate.Addr().String())
	first := r.dial()
	r.counts(0, 1, 0, 0)
	second := r.dial()
	r.counts(1, 1, 0, 0)
	first.Write([]byte("Ming"))
	thinks, err := gate.Accept()
	if err != nil {
		t.Fatal(err)
	}
	r.counts(1, 0, 1, 0)
	thinks.Close()
	r.counts(1, 1, 0, 0)
	first.Write([]byte("die"))
	s := r.counts(0, 1, 0, 1)
	if c := s.Clients[0]; c.Peer != second.LocalAddr().String() || s.Clients[1].State != gone || s.Clients[1].Messages == 0 {
		t.Errorf("after the first has left: %+v", s.Clients)
	}
}

// Requests for another name and from another site are refused, and so are those
// without the token.
func TestForeignRequests(t *testing.T) {
	t.Parallel()
	r := start(t, "--", "plain-server", "{addr}")
	token := r.token()
	host := strings.TrimSuffix(strings.TrimPrefix(r.page, "http://"), "/")
	_, port, _ := net.SplitHostPort(host)
	for _, c := range []struct {
		method, path, header, value string
		want                        int
	}{
		{"GET", "", "Host", "localhost:" + port, 200},
		{"GET", "", "Host", "attacker.example:" + port, 403},
		{"GET", "events", "Host", "attacker.example", 403},
		{"GET", "", "Sec-Fetch-Site", "none", 200},
		{"GET", "", "Sec-Fetch-Site", "cross-site", 403},
		{"GET", "run", "Origin", "http://attacker.example", 403},
		{"GET", "run", "Origin", "http://" + host, 404}, // nobody has come
		{"POST", "play/0", "Origin", "http://" + host, 403},
		{"POST", "play/0", "Board-Token", strings.ToLower(token), 403},
		{"POST", "play/7", "Board-Token", token, 404},
		{"GET", "play/0", "Board-Token", token, 405},
		{"GET", "assets/board.html.tmpl", "", "", 404},
		{"GET", "assets/board.js", "", "", 200},
	} {
		header := map[string]string{}
		if c.header != "" {
			header[c.header] = c.value
		}
		if status, body := r.ask(c.method, c.path, header); status != c.want {
			t.Errorf("%s /%s, %s %s: %d, want %d: %.80s", c.method, c.path, c.header, c.value, status, c.want, body)
		}
	}
}
