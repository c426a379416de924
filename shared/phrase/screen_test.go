package phrase_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// Whatever a lesson says, with every call and at its longest, no line of its log
// is wider than a terminal of 80 columns.
func TestNoSentenceIsTooWide(t *testing.T) {
	ops := []event.Op{
		event.Listen, event.Wait, event.Accept, event.Connect, event.Recv, event.Send,
		event.EOF, event.Close, event.Stop, event.Error,
	}
	found := 0
	for _, dir := range []string{"watch", "lesson", "fault"} {
		for place, p := range sentences(t, filepath.Join("..", dir)) {
			found++
			for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
				said := atWorst(p.In(lang))
				for _, op := range ops {
					for _, role := range []string{event.Server, event.Client} {
						e := event.Event{Time: time.Now(), Role: role, Op: op, Conn: 99, Peer: "127.0.0.1:65535", Msg: said}
						switch op {
						case event.Listen, event.Wait, event.Stop:
							e.Conn = 0
						case event.Recv, event.Send:
							e.Text = strings.Repeat("你好 Michael ", 50)
						case event.Error:
							e.Error = "read: connection reset by peer"
						}
						for line := range strings.Lines(shown(e)) {
							if n := columns.Width(strings.TrimSuffix(line, "\n")); n > 80 {
								t.Errorf("%s: %d columns: %s", place, n, line)
							}
						}
					}
				}
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d sentences were found: is the search right?", found)
	}
}

// shown is what a log of 80 columns shows of an event.
func shown(e event.Event) string {
	var b bytes.Buffer
	log := console.New(&b, false, phrase.English)
	log.SetWidth(80)
	log.Take(&e)
	return b.String()
}

var (
	number = regexp.MustCompile(`%[-+# 0]*[\d.]*[dc]`)
	word   = regexp.MustCompile(`%[-+# 0]*[\d.]*[sqvt]`)
)

// atWorst fills the verbs of a sentence with what is long.
func atWorst(sentence string) string {
	sentence = number.ReplaceAllLiteralString(sentence, "65535")
	return word.ReplaceAllLiteralString(sentence, "127.0.0.1:65535")
}
