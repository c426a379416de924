package lessons_test

import (
	"os"
	"strings"
	"testing"

	"tcplab/shared/event"
)

func TestOperatorAnswers(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"02-loop-clients", "03-detect-close", "04-threaded"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, name, "-lang", "en", "-reply", "", "-encoding", "gbk", "-addr", "127.0.0.1:0", "-delay", "0")
			c := dial(t, p.addr())
			if name != "02-loop-clients" {
				c.recv("Welcome!")
			}
			c.send("\xc4\xe3\xba\xc3") // 你好 in GBK
			if err := p.AwaitOutput(p.ctx, contains(`your reply to "你好": `)); err != nil {
				t.Fatal(err)
			}
			for _, line := range []string{"", "☃", "同志"} { // only the last can be sent
				p.Type(line)
			}
			c.recv("\xcd\xac\xd6\xbe")
			for _, want := range []string{"TCP has no such thing", `"☃" cannot be written in gbk`} {
				if err := p.AwaitOutput(p.ctx, contains(want)); err != nil {
					t.Errorf("the operator was not told %q: %v", want, err)
				}
			}
			c.send("line\n")
			p.Type("") // an empty line is something to send, where lines are spoken
			c.recv("\n")
			p.stops(os.Interrupt)
		})
	}
}

func TestOperatorHangsUp(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"01-single-client", "02-loop-clients", "03-detect-close", "04-threaded"} {
		p := start(t, name, "-lang", "en", "-quiet", "-reply", "", "-addr", "127.0.0.1:0", "-delay", "0")
		c := dial(t, p.addr())
		c.send("hi")
		p.await(event.Recv, 1)
		p.EndInput()
		p.ends(1)
		if said := p.Output(); !strings.Contains(said, "operator's input has ended") || !strings.Contains(said, "-reply") {
			t.Errorf("%s: no remedy: %s", name, said)
		}
	}
}

// What the operator types last needs no end of line.
func TestOperatorsLastLine(t *testing.T) {
	t.Parallel()
	p := start(t, "01-single-client", "-quiet", "-reply", "", "-addr", "127.0.0.1:0")
	c := dial(t, p.addr())
	c.send("hi")
	p.TypeRaw("bye")
	p.EndInput()
	c.recv("bye")
	c.recvEnd()
	p.ends(0)
}

// When the operator hangs up after the client has, lesson 02 ends at once: it
// does not go round and round until it is stopped.
func TestOperatorHangsUpOnAGhost(t *testing.T) {
	t.Parallel()
	p := start(t, "02-loop-clients", "-quiet", "-addr", "127.0.0.1:0")
	c := dial(t, p.addr())
	c.Close()
	p.await(event.EOF, 1)
	p.EndInput()
	p.ends(1)
	n := 0
	for _, e := range p.Events() {
		if e.Op == event.EOF {
			n++
		}
	}
	if n > 2 {
		t.Errorf("recv has returned nothing %d times", n)
	}
}
