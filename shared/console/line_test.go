package console_test

import (
	"bytes"
	"strings"
	"testing"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// inColumns returns what a console of so many columns shows of events.
func inColumns(width int, events ...event.Event) string {
	var b bytes.Buffer
	c := console.New(&b, false, phrase.English)
	c.SetWidth(width)
	for _, e := range events {
		e.Time = at
		if e.Role == "" {
			e.Role = event.Server
		}
		c.Take(&e)
	}
	return b.String()
}

// Whatever comes, no line is wider than the terminal, and a text ends where it
// was cut with … after its quotes.
func TestNoLineIsTooWide(t *testing.T) {
	texts := []string{
		"Michael\n", strings.Repeat("long ", 200), strings.Repeat("x", 1024), strings.Repeat("好", 341),
		"x" + strings.Repeat("好", 341), strings.Repeat("👨‍👩‍👧‍👦", 40), strings.Repeat("e\u0301", 300),
		strings.Repeat("\x1b[2J", 200), strings.Repeat("\"\\", 300), strings.Repeat("\xff", 300), strings.Repeat("❤️1️⃣🇨🇳", 60),
	}
	msgs := []string{
		"", "7 bytes", "1024 bytes after 123.4 s", "two\nlines", "字节", strings.Repeat("words ", 30), strings.Repeat("w", 200),
		strings.Repeat("字", 100), strings.Repeat("为什么，", 40),
	}
	addrs := []string{"", "127.0.0.1:65535", "192.168.100.200:65535", "[2001:db8:1234:5678:9abc:def0:1234:5678]:65535"}
	ops := []event.Op{event.Listen, event.Wait, event.Accept, event.Connect, event.Recv, event.Send, event.EOF, event.Close, event.Stop, event.Error}
	for _, width := range []int{80, 100, 133} {
		for _, op := range ops {
			for _, text := range append(texts, "") {
				for _, msg := range msgs {
					for _, addr := range addrs {
						e := event.Event{Op: op, Role: event.Client, Conn: 99, Peer: addr, Msg: msg, Text: text}
						if op == event.Error {
							e.Error, e.Text = text, ""
						}
						for line := range strings.Lines(inColumns(width, e)) {
							if n := columns.Width(strings.TrimSuffix(line, "\n")); n > width {
								t.Fatalf("%d columns in a terminal of %d: %q\nof %+v", n, width, line, e)
							}
						}
					}
				}
			}
		}
	}
}

func TestCutText(t *testing.T) {
	for _, test := range []struct{ msg, text, want string }{
		{"15 bytes after 1.003 s", "Hello, Michael!", `15 bytes after 1.003 s "Hello, Michael!"`},
		{"16 bytes after 1.003 s", "Hello, Michael!\n", `16 bytes after 1.003 s "Hello, Michael!\n"`},
		{"7 bytes", "1234567890123456789012345678901234567", `7 bytes "12345678901234567890123456789012345"…`},
		{"7 bytes", "123456789012345678901234567890123456", `7 bytes "123456789012345678901234567890123456"`},
		{"7 bytes", "12345678901234567890123456789012345\n7", `7 bytes "12345678901234567890123456789012345"…`},
		{"7 bytes", strings.Repeat("好", 19), `7 bytes "` + strings.Repeat("好", 17) + `"…`},
		{"7 bytes", strings.Repeat("好", 18), `7 bytes "` + strings.Repeat("好", 18) + `"`},
		{strings.Repeat("m", 40), "Michael", strings.Repeat("m", 40) + "\n" + strings.Repeat(" ", 34) + `"Michael"`},
	} {
		got := inColumns(80, event.Event{Op: event.Recv, Conn: 7, Msg: test.msg, Text: test.text})
		if want := "15:04:05.006  server  RECV    #7  " + test.want + "\n"; got != want {
			t.Errorf("got  %swant %s", got, want)
		}
	}
}

// A sentence that is too long goes on below its beginning; what an error means
// has a column of its own.
func TestLongSentence(t *testing.T) {
	got := inColumns(80,
		event.Event{Op: event.Wait, Msg: "no connection yet: a full queue, a wrong address, or a firewall"},
		event.Event{Op: event.Listen, Local: "0.0.0.0:9999", Msg: "open to the network at:\n192.168.1.7:9999\n10.0.0.5:9999"},
		event.Event{Op: event.Error, Conn: 3, Error: "read: a connection attempt failed because the party did not respond",
			Msg: "第一句话没有那么长。\n文件描述符用完了，下一个客户端要等别人离开。用 ulimit -n 查看和提高上限，然后重新启动服务器。"},
	)
	const want = `15:04:05.006  server  WAIT        no connection yet: a full queue, a wrong
                                  address, or a firewall
15:04:05.006  server  LISTEN      0.0.0.0:9999     open to the network at:
                                                   192.168.1.7:9999
                                                   10.0.0.5:9999
15:04:05.006  server  ERROR   #3  read: a connection attempt failed because the
                                  party did not respond
                      第一句话没有那么长。
                      文件描述符用完了，下一个客户端要等别人离开。用 ulimit -n
                      查看和提高上限，然后重新启动服务器。
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// The columns stand straight, also with the addresses of a class: from the first
// long one on, the column of addresses is wider.
func TestColumnsStandStraight(t *testing.T) {
	got := inColumns(80,
		event.Event{Op: event.Listen, Local: "0.0.0.0:9999", Msg: "|"},
		event.Event{Op: event.Wait, Msg: "|"},
		event.Event{Op: event.Accept, Conn: 9, Peer: "127.0.0.1:65535", Msg: "|"},
		event.Event{Op: event.Accept, Conn: 10, Peer: "192.168.100.200:65535", Msg: "|"},
		event.Event{Op: event.Recv, Conn: 10, Peer: "192.168.100.200:65535", Msg: "|"},
		event.Event{Op: event.Accept, Conn: 11, Peer: "10.0.0.7:1024", Msg: "|"},
		event.Event{Op: event.Recv, Conn: 9, Peer: "127.0.0.1:65535", Msg: "|"},
		event.Event{Op: event.Connect, Role: event.Client, Conn: 1, Peer: "127.0.0.1:9999", Msg: "|"},
		event.Event{Op: event.Error, Role: event.Client, Conn: 1, Error: "|", Msg: "because"},
	)
	const want = `15:04:05.006  server  LISTEN      0.0.0.0:9999     |
15:04:05.006  server  WAIT        |
15:04:05.006  server  ACCEPT  #9  127.0.0.1:65535  |
15:04:05.006  server  ACCEPT  #10 192.168.100.200:65535 |
15:04:05.006  server  RECV    #10 |
15:04:05.006  server  ACCEPT  #11 10.0.0.7:1024         |
15:04:05.006  server  RECV    #9  |
15:04:05.006  client  CONNECT #1  127.0.0.1:9999        |
15:04:05.006  client  ERROR   #1  |
                      because
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
