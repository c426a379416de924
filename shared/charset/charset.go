// Package charset turns the text that people type and read into the bytes of
// a connection, and back.
package charset

import (
	"fmt"

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

// GBK is what Chinese Windows programs speak.
var GBK = Charset{name: "gbk", codec: simplifiedchinese.GBK}

// Named returns the charset called name, utf-8 or gbk.
func Named(name string) (Charset, bool) {
	for _, c := range []Charset{UTF8, GBK} {
		if c.name == name {
			return c, true
		}
	}
	return Charset{}, false
}

// String returns the charset's name.
func (c Charset) String() string { return c.name }

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
// stay in the string for whoever prints it to escape; in another charset a
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
