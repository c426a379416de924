package lessons_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
)

// The reference solutions of the homework do what is asked for.

func TestHomeworkFourNumbers(t *testing.T) {
	t.Parallel()
	p := start(t, "h1-four-numbers", "-quiet", "-addr", "127.0.0.1:0")
	addr := p.addr()
	for _, differ := range []string{"", "differ: client-port\n"} {
		c := dial(t, addr)
		c.send("hi")
		c.recv(fmt.Sprintf("server %s client %s\n%s", addr, c.LocalAddr(), differ))
		c.recvEnd()
	}
	p.ends(0)
}

func TestHomeworkFailingSend(t *testing.T) {
	t.Parallel()
	p, addr := serve(t, "h2-failing-send", "-reply", "ok")
	for i := range 3 {
		c := dial(t, addr)
		c.send("hi")
		c.recv("ok")
		c.Close()
		if e := p.await(event.Error, i+1); !strings.HasPrefix(e.Error, "write: ") {
			t.Errorf("the ghost is told as %+v", e)
		}
	}
	if !strings.Contains(p.ops(), "eof send") {
		t.Errorf("the ghost was not answered: %s", p.ops())
	}
}

func TestHomeworkSilentClient(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a silent client has ten seconds")
	}
	t.Parallel()
	p, addr := serve(t, "h3-silent-client")
	c := greeted(t, addr)
	begun := time.Now()
	c.send("Michael")
	c.recv("Received Michael;")
	next := dial(t, addr)
	c.recvEnd()
	if silent := time.Since(begun); silent < 10*time.Second {
		t.Errorf("the silent client was dropped after %s, want 10s", silent)
	}
	next.recv("Welcome!")
	if e := p.await(event.Error, 1); e.Error != "read: i/o timeout" {
		t.Errorf("the silence is told as %+v", e)
	}
}

func TestHomeworkAtMostThree(t *testing.T) {
	t.Parallel()
	_, addr := serve(t, "h4a-at-most-three")
	var three []*client
	for range 3 {
		three = append(three, greeted(t, addr))
	}
	for i := range 30 {
		fourth := dial(t, addr)
		if said, err := io.ReadAll(fourth); err != nil || !bytes.HasPrefix(said, []byte("Three clients")) {
			t.Fatalf("the fourth client heard %q (%v)", said, err)
		}
		three[i%3].send("exit")
		three[i%3].recvEnd()
		three[i%3] = greeted(t, addr) // at once
	}
	for _, c := range three {
		c.send("Michael")
	}
	for _, c := range three {
		c.recv("Hello, Michael!")
	}
}

func TestHomeworkFinishFirst(t *testing.T) {
	t.Parallel()
	p := start(t, "h4b-finish-first", "-lang", "en", "-addr", "127.0.0.1:0", "-delay", "0")
	addr := p.addr()
	clients := []*client{greeted(t, addr), greeted(t, addr)}
	p.Signal(os.Interrupt)
	if err := p.AwaitOutput(p.ctx, contains("Ctrl+C: finishing")); err != nil {
		t.Fatal(err)
	}
	for { // until the listening socket is closed
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		conn.Close()
	}
	for _, c := range clients {
		for range 3 {
			c.send("Michael")
			c.recv("Hello, Michael!")
		}
		c.send("exit")
		c.recvEnd()
	}
	p.ends(0)
	for _, e := range p.Events() {
		if e.Op == event.Error && e.Conn <= len(clients) { // 0 is accept
			t.Errorf("a good end is told as %+v", e)
		}
	}
	if ops := p.ops(); !strings.HasSuffix(ops, "close stop") {
		t.Errorf("events: %s", ops)
	}
}

func TestHomeworkFinishFirstInAHurry(t *testing.T) {
	t.Parallel()
	p := start(t, "h4b-finish-first", "-lang", "en", "-addr", "127.0.0.1:0", "-delay", "0")
	c := greeted(t, p.addr())
	p.Signal(os.Interrupt)
	if err := p.AwaitOutput(p.ctx, contains("Ctrl+C: finishing")); err != nil {
		t.Fatal(err)
	}
	p.stops(os.Interrupt)
	c.recvEnd()
}

func TestHomeworkFinishFirstWithNobodyThere(t *testing.T) {
	t.Parallel()
	p := start(t, "h4b-finish-first", "-quiet", "-addr", "127.0.0.1:0")
	p.await(event.Wait, 1)
	p.stops(os.Interrupt)
}

func TestHomeworkRelay(t *testing.T) {
	t.Parallel()
	_, addr := serve(t, "h4c-relay")
	// A message to oneself proves that the name is known.
	join := func(name, end string) *client {
		c := greeted(t, addr)
		c.send(name + "\n" + name + " here" + end)
		c.recv(name + ": here\n")
		return c
	}
	alice, bob := join("Alice", ""), join("Bob", "\n")
	alice.send("Bob hello, you")
	bob.recv("Alice: hello, you\n")
	bob.send("Alice hello yourself\r\n")
	alice.recv("Bob: hello yourself\n")
	alice.send("Carol are you there?")
	alice.recv("Nobody called Carol is here.\n")

	second := greeted(t, addr)
	second.send("Bob")
	second.recv("The name Bob is in use.\n")
	second.recvEnd()

	bob.send("exit")
	bob.recvEnd()
	alice.send("Bob still there?")
	alice.recv("Nobody called Bob is here.\n")
	bob = join("Bob", "")
	bob.send("Alice I am back")
	alice.recv("Bob: I am back\n")
}

func TestHomeworkWorkers(t *testing.T) {
	t.Parallel()
	_, addr := serve(t, "h4d-workers")
	var four []*client
	for range 4 {
		four = append(four, greeted(t, addr))
	}
	fifth := dial(t, addr)
	fifth.send("Tracy")
	for _, c := range four {
		c.send("Michael")
		c.recv("Hello, Michael!")
	}
	four[2].send("exit")
	four[2].recvEnd()
	fifth.recv("Welcome!Hello, Tracy!")
}

func TestHomeworkLines(t *testing.T) {
	t.Parallel()
	_, addr := serve(t, "h6-lines")
	c := greeted(t, addr)
	c.send("Michael\nTra")
	c.recv("Hello, Michael!\n")
	c.send("cy\nSarah\nexit\n")
	c.recv("Hello, Tracy!\nHello, Sarah!\n")
	c.recvEnd()
}

func TestHomeworkChecker(t *testing.T) {
	t.Parallel()
	_, right := serve(t, "h6-lines")
	start(t, "h7-checker", "-quiet", "-addr", right).ends(0)
	_, wrong := serve(t, "04-threaded") // cuts a long message
	start(t, "h7-checker", "-quiet", "-addr", wrong).ends(1)
}

func TestHomeworkPieces(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := start(t, "h5-pieces", "-quiet", "-addr", listener.Addr().String(), "Michael", "Tracy")
	server := accept(t, listener)
	server.send("Welcome!")
	server.recv("Michael\n")
	p.await(event.Recv, 1)
	for i, piece := range []string{"Hel", "lo, ", "Michael!", "\n"} {
		server.send(piece)
		p.await(event.Recv, 2+i)
	}
	server.recv("Tracy\n")
	server.send("Hello, Tracy!\n")
	server.recv("exit")
	server.recvEnd()
	p.ends(0)
}

// A solution is read beside its lesson: it is short and plain as well.
func TestHomeworkIsShort(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "tools", "homework", "*", "main.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(code(string(text))); n >= 90 {
			t.Errorf("%s has %d lines of code, want less than 90", file, n)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if n := len([]rune(strings.ReplaceAll(line, "\t", "    "))); n > 79 {
				t.Errorf("%s:%d is %d columns wide", file, i+1, n)
			}
		}
	}
}
