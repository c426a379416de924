package process

import (
	"fmt"
	"strings"
	"testing"
)

// The end of a flood is kept, and no more, in whatever pieces it comes.
func TestTail(t *testing.T) {
	const keep = 1000
	end := tail{keep: keep}
	var all strings.Builder
	for i := range 10_000 {
		line := fmt.Sprintf("line %d\n\n", i)
		all.WriteString(line)
		end.Write([]byte(line))
		if want := all.String()[max(0, all.Len()-keep):]; end.String() != want {
			t.Fatalf("after %q it is %q", line, end.String())
		}
	}
	if n := cap(end.text); n > 10*keep {
		t.Errorf("it takes %d bytes", n)
	}
	end.Write([]byte(all.String()))
	if end.String() != all.String()[all.Len()-keep:] || cap(end.text) > 10*keep {
		t.Errorf("of one long piece: %d bytes, and it takes %d", len(end.String()), cap(end.text))
	}
}
