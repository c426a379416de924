package lesson

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/charset"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
)

// The programs of the scripts stop before they wait for anybody.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"01-single-client": func() { NewServer("01-single-client").Exit(nil) },
		"unwatched": func() {
			lab := NewServer("01-single-client")
			listener, err := net.Listen("tcp", lab.Addr)
			if err == nil {
				lab.Watch(listener) // and what it returns is dropped
				listener.Close()
			}
			lab.Exit(err)
		},
		"05-client": func() {
			c := NewClient("05-client")
			c.out.say(c.Addr + "\n")
			for message := range c.Messages() {
				c.out.say(string(message) + "\n")
			}
			c.Exit(nil)
		},
		"06-http-get": func() {
			g := NewGetter("06-http-get")
			g.out.say(g.Addr + " " + g.Host + " " + g.Path + "\n")
			g.Exit(g.Save([]byte("HTTP/1.1 200 OK\r\nContent-Length: 4"), []byte("page")))
		},
	})
}

func TestScripts(t *testing.T) { flagstest.Run(t, "01-single-client", "05-client", "06-http-get") }

// A line is answered with a line, and bytes with bytes, whatever they are.
func TestReply(t *testing.T) {
	for _, c := range []struct{ reply, message, want string }{
		{"Hello, %s!", "Michael", "Hello, Michael!"},
		{"Hello, %s!", "Michael\n", "Hello, Michael!\n"},
		{"Hello, %s!", "Michael\r\n", "Hello, Michael!\n"},
		{"%s%s", "\xff\x00", "\xff\x00\xff\x00"},
		{"thanks", "100%s", "thanks"},
		{"%s", "", "\n"},
		{"%s", "a\nb", "a\nb"},
	} {
		s := &Server{program: &program{ctx: t.Context()}, reply: []byte(c.reply)}
		if got := s.Reply([]byte(c.message)); string(got) != c.want {
			t.Errorf("%q to %q: %q, want %q", c.reply, c.message, got, c.want)
		}
	}
}

// A server that is told to stop does not think on, nor does it answer.
func TestReplyOfAServerThatStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, busy := range []bool{false, true} {
		s := &Server{program: &program{ctx: ctx}, reply: []byte("hello"), delay: time.Hour, busy: busy}
		if got := s.Reply([]byte("hi")); got != nil {
			t.Errorf("busy %v: it answers %q", busy, got)
		}
	}
}

func TestIsExit(t *testing.T) {
	for message, want := range map[string]bool{
		"exit": true, "exit\n": true, "exit\r\n": true,
		"": false, "Exit": false, "exit ": false, "exit\n\n": false, "exit\r": false, "exitexit": false,
	} {
		if got := new(Server).IsExit([]byte(message)); got != want {
			t.Errorf("%q: %v", message, got)
		}
	}
}

// What is not the whole page is not saved, and the page that was there stays.
func TestSaveRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]phrase.Phrase{
		"SSH-2.0-OpenSSH":                           notHTTP.With("127.0.0.1:80"),
		"HTTP/1.1 200 OK\r\nContent-Length: 5":      incomplete.With(4),
		"HTTP/1.1 404 Not Found":                    refusedPage.With("404 Not Found"),
		"HTTP/1.1 301 Moved\r\nLocation: /new":      moved.With("http://localhost/new"),
		"HTTP/1.1 302 Found\r\nLocation: https://x": movedToHTTPS.With("https://x"),
	} {
		var said bytes.Buffer
		g := &Getter{caller: &caller{program: &program{out: &output{talk: event.NewLines(&said)}}}, Addr: "127.0.0.1:80", Host: "localhost", file: file}
		err, ok := g.Save([]byte(header), []byte("page")).(*fault.Error)
		if !ok || err.Meaning != want {
			t.Errorf("%q: %+v, want %+v", header, err, want)
		}
		if content, _ := os.ReadFile(file); string(content) != "old" {
			t.Errorf("%q: it was saved", header)
		}
	}
}

// Text from the command line goes out in the charset of the connection.
func TestEncode(t *testing.T) {
	gbk, _ := charset.Named("gbk")
	o := &options{charset: gbk}
	if got := o.encode("你好"); string(got) != "\xc4\xe3\xba\xc3" {
		t.Errorf("in GBK: %q", got)
	}
}
