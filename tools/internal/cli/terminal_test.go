package cli

import (
	"errors"
	"strings"
	"testing"
)

// A sentence stands behind its lead, on as many lines as it takes.
func TestSay(t *testing.T) {
	var b strings.Builder
	term := NewTerminal(&b, 20)
	term.Say("A  ", "one two three four five six")
	term.SayIn(strings.ToUpper, "bad ", "你好你好你好你好你好")
	const want = "A  one two three\n   four five six\nBAD 你好你好你好你好\n    你好\n"
	if b.String() != want {
		t.Errorf("got:\n%swant:\n%s", &b, want)
	}
}

// The first write that fails is remembered, and ends what goes on.
func TestLost(t *testing.T) {
	first := errors.New("no room")
	over := false
	term := NewTerminal(&failing{[]error{nil, first, errors.New("another")}}, 20)
	term.cancel = func() { over = true }
	term.Write(nil)
	if over || term.Lost() != nil {
		t.Errorf("after a write that went well: %v", term.Lost())
	}
	term.Write(nil)
	term.Write(nil)
	if !over || term.Lost() != first {
		t.Errorf("after one that failed: %v", term.Lost())
	}
}

// failing is a writer with an error for each write.
type failing struct{ errs []error }

func (f *failing) Write(b []byte) (int, error) {
	err := f.errs[0]
	f.errs = f.errs[1:]
	return len(b), err
}
