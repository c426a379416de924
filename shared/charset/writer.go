package charset

import (
	"bytes"
	"io"
	"strconv"
	"sync"
	"unicode/utf8"
)

// Writer returns a writer to w that takes UTF-8 and writes it in c. Each Write
// is one to w. A character that c does not have is written as an escape, such
// as \u2603.
func (c Charset) Writer(w io.Writer) io.Writer {
	if c.codec == nil {
		return w
	}
	return &writer{w: w, charset: c}
}

type writer struct {
	w       io.Writer
	charset Charset

	mu   sync.Mutex
	rest []byte // the beginning of a character that the next Write goes on with
}

func (w *writer) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := append(w.rest, b...)
	whole := wholeRunes(text)
	w.rest = bytes.Clone(text[whole:])
	if whole == 0 {
		return len(b), nil
	}
	if _, err := w.w.Write(w.charset.encode(string(text[:whole]))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// encode writes text as bytes, with escapes.
func (c Charset) encode(text string) []byte {
	if b, err := c.Encode(text); err == nil && utf8.ValidString(text) {
		return b // all at once, as nearly always
	}
	var all []byte
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if b, err := c.Encode(string(r)); err == nil && (r != utf8.RuneError || size > 1) {
			all = append(all, b...)
			continue
		}
		quoted := strconv.QuoteToASCII(text[i : i+size])
		all = append(all, quoted[1:len(quoted)-1]...)
	}
	return all
}

// wholeRunes returns how many bytes of b are characters that do not go on in
// what comes next.
func wholeRunes(b []byte) int {
	for i := max(0, len(b)-utf8.UTFMax); i < len(b); i++ {
		if utf8.RuneStart(b[i]) && !utf8.FullRune(b[i:]) {
			return i
		}
	}
	return len(b)
}
