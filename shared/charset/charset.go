// Package charset turns the text that people type and read into the bytes of
// a connection or a terminal, and back.
package charset

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// A Charset is how text is written as bytes.
type Charset struct {
	name  string
	codec encoding.Encoding // nil for UTF-8, which is what Go strings hold
}

// UTF8 is the charset of Go, and of everything that does not say otherwise.
var UTF8 = Charset{name: "utf-8"}

// GBK is what Chinese Windows programs speak. It has all of GB2312.
var GBK = Charset{name: "gbk", codec: simplifiedchinese.GBK}

// GB18030 is GBK, and four bytes for whatever that does not have.
var GB18030 = Charset{name: "gb18030", codec: simplifiedchinese.GB18030}

// Named returns the charset called name, utf-8 or gbk.
func Named(name string) (Charset, bool) {
	for _, c := range []Charset{UTF8, GBK} {
		if c.name == name {
			return c, true
		}
	}
	return Charset{}, false
}

// FromEnv returns the charset of the terminal, as the environment tells it:
// LAB_CHARSET, by which a tool tells its programs, or the locale. The first of
// LC_ALL, LC_CTYPE and LANG that is set decides, as in zh_CN.GBK; one that
// names no charset, such as C, leaves it at UTF-8.
func FromEnv(getenv func(string) string) Charset {
	name := getenv("LAB_CHARSET")
	for _, category := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := getenv(category); name == "" && locale != "" {
			_, name, _ = strings.Cut(locale, ".")
			break
		}
	}
	name, _, _ = strings.Cut(name, "@")
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(name)) {
	case "gbk", "gb2312", "euccn", "cp936", "936":
		return GBK
	case "gb18030":
		return GB18030
	}
	return UTF8
}

// String returns the charset's name.
func (c Charset) String() string { return c.name }

// Has reports whether the charset has r.
func (c Charset) Has(r rune) bool {
	if c.codec == nil || r < utf8.RuneSelf {
		return true
	}
	_, err := c.codec.NewEncoder().String(string(r))
	return err == nil
}

// Encode writes text as bytes. It fails if text holds a character that the
// charset does not have.
func (c Charset) Encode(text string) ([]byte, error) {
	if c.codec == nil {
		return []byte(text), nil
	}
	b, err := c.codec.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("%q in %s: %w", text, c.name, err)
	}
	return b, nil
}

// Decode reads bytes as text. UTF-8 is taken as it comes, and invalid bytes
// stay in the string, and are escaped when it is printed; in another charset a
// byte that makes no sense becomes U+FFFD.
func (c Charset) Decode(b []byte) string {
	if c.codec == nil {
		return string(b)
	}
	text, err := c.codec.NewDecoder().Bytes(b)
	if err != nil {
		return string(b)
	}
	return string(text)
}

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
