package process

import "sync"

// A tail keeps the end of what is written to it, so that a program that prints without
// end does not fill the memory. Several goroutines may use it.
type tail struct {
	keep int // bytes

	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b[max(0, len(b)-t.keep):]...)
	if len(t.text) > 2*t.keep { // not for every line: it copies what is kept
		t.text = append(t.text[:0], t.text[len(t.text)-t.keep:]...)
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text[max(0, len(t.text)-t.keep):])
}
