package play_test

import (
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/play"
)

func TestScreen(t *testing.T) {
	for _, test := range []struct {
		width int
		want  string
	}{
		{80, `         服务器                   客户端 A             客户端 B
  0.000  LISTEN 127.0.0.1:45586
  1.500                           CONNECT
  3.000  #1 ACCEPT
         -- 第二个客户端连接了，也发送了，却还在等。
  6.000                                                RECV "你好你好你好你好\x…
  7.500  #1 ERROR read: connection reset by peer
`},
		{40, `         服务器  客户端 A 客户端 B
  0.000  LISTEN 127.0.0.1:45586
  1.500          CONNECT
  3.000  #1 ACCEPT
         -- 第二个客户端连接了，也发送
            了，却还在等。
  6.000                   RECV "你好你…
  7.500  #1 ERROR read: connection rese…
`},
	} {
		var b strings.Builder
		s := &play.Screen{Terminal: cli.NewTerminal(&b, test.width), Lang: phrase.Chinese}
		p, _ := play.Find("lesson-3-flaw")
		s.Open(p)
		at := time.Unix(1000, 0)
		for _, e := range []play.Entry{
			{Actor: 0, Event: event.Event{Op: event.Listen, Local: "127.0.0.1:45586"}},
			{Actor: 1, Event: event.Event{Op: event.Connect, Conn: 1}},
			{Actor: 0, Event: event.Event{Op: event.Accept, Conn: 1}},
			{Actor: play.Narrator, Step: play.Step{Do: play.Say, Text: "第二个客户端连接了，也发送了，却还在等。"}},
			{Actor: 2, Event: event.Event{Op: event.Recv, Conn: 1, Text: "你好你好你好你好\x1b[2J"}},
			{Actor: 0, Event: event.Event{Op: event.Error, Conn: 1, Error: "read: connection reset by peer"}},
		} {
			e.Time = at
			at = at.Add(1500 * time.Millisecond)
			s.Show(e)
		}
		_, got, _ := strings.Cut(b.String(), "\n\n")
		if got != test.want {
			t.Errorf("%d columns: got:\n%s\nwant:\n%s", test.width, got, test.want)
		}
	}
}
