package flags

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// ErrHelp is the error of a command line that asks for -h.
var ErrHelp = errors.New("-h")

// A Mistake is wrong use of the command line, and says so in every language.
type Mistake struct{ phrase.Phrase }

// Wrong returns the *Mistake that a sentence tells.
func Wrong(p phrase.Phrase, args ...any) error { return &Mistake{p.With(args...)} }

func (m *Mistake) Error() string { return m.EN }

// Refuse tells what is wrong with the command line, and where the help is.
func (c Command) Refuse(w io.Writer, lang phrase.Lang, m *Mistake) {
	fmt.Fprintf(w, "%s: %s\n%s\n", c.Name(), m.In(lang), seeHelp.In(lang))
}

// Help prints each flag with its purpose and an example.
func (c Command) Help(to io.Writer, lang phrase.Lang) error {
	w := new(bytes.Buffer)
	call := strings.TrimSpace(usage.Format(lang, howto.Program(c.Path), c.Args))
	fmt.Fprintf(w, "%s: %s\n\n  %s\n", c.Name(), c.Purpose.In(lang), call)
	if c.Example != "" {
		fmt.Fprintf(w, "      %s\n", example.Format(lang, howto.Program(c.Path)+" "+c.Example))
	}
	fmt.Fprintln(w)
	for _, f := range c.table(&Line{}) {
		name := strings.TrimSpace(f.Name + " " + f.Value)
		if f.isSwitch() {
			name = f.Name + f.Value // a value is joined to it: -greeting=BOOL
		}
		fmt.Fprintf(w, "  -%s\n      %s\n      %s\n", name, f.Purpose.In(lang), example.Format(lang, f.Example))
	}
	_, err := to.Write(w.Bytes())
	return err
}
