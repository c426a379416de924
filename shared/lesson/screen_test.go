package lesson

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// What a lesson says beside its calls takes one line of 80 columns, or the two
// that are written so.
func TestWhatIsSaidTakesOneLine(t *testing.T) {
	for _, said := range []struct {
		op   event.Op
		role string
		phrase.Phrase
	}{
		{event.Stop, event.Server, served.With(99999)},
		{event.Stop, event.Server, servedOne},
		{event.Stop, event.Server, notWatched},
		{event.Stop, event.Client, done},
		{"", event.Server, onceMore},
		{"", event.Client, noReply},
		{"", event.Client, noGreeting},
		{"", event.Client, noConnection},
		{"", event.Client, noPage},
	} {
		for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
			var b bytes.Buffer
			screen := console.New(&b, false, lang)
			screen.SetWidth(80)
			if said.op == "" {
				screen.Note(time.Now(), said.role, said.In(lang))
			} else {
				screen.Take(&event.Event{Time: time.Now(), Role: said.role, Op: said.op, Msg: said.In(lang)})
			}
			if n := strings.Count(b.String(), "\n"); n != 1+strings.Count(said.In(lang), "\n") {
				t.Errorf("%d lines:\n%s", n, &b)
			}
		}
	}
}
