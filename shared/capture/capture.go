// Package capture keeps a part of what a program prints, so that one that prints
// without end does not fill the memory.
package capture

import "sync"

// A Tail is a writer that keeps the end of what is written to it. Several
// goroutines may use it.
type Tail struct {
	Keep int // bytes

	mu   sync.Mutex
	text []byte
}

func (t *Tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b[max(0, len(b)-t.Keep):]...)
	if len(t.text) > 2*t.Keep { // not for every line: it copies what is kept
		t.text = append(t.text[:0], t.text[len(t.text)-t.Keep:]...)
	}
	return len(b), nil
}

func (t *Tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text[max(0, len(t.text)-t.Keep):])
}

// A Head is a writer that keeps the beginning of what is written to it: of a
// compiler, the first errors are those that count.
type Head struct {
	Keep int // bytes
	text []byte
}

func (h *Head) Write(b []byte) (int, error) {
	h.text = append(h.text, b[:min(len(b), h.Keep-len(h.text))]...)
	return len(b), nil
}

func (h *Head) String() string { return string(h.text) }
