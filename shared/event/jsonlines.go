package event

import (
	"encoding/json"
	"io"
	"strings"
	"sync"
)

// JSONLines returns a sink that writes each event to w as one line of JSON, in
// one Write. An event that w does not take is lost: a lesson goes on without
// its log.
func JSONLines(w io.Writer) Sink {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return &jsonLines{encoder: encoder}
}

type jsonLines struct {
	mu      sync.Mutex
	encoder *json.Encoder
}

// Take writes one line.
func (j *jsonLines) Take(e *Event) {
	line := *e
	// Text that is not UTF-8 grows when it becomes JSON.
	line.Text = Cut(strings.ToValidUTF8(line.Text, "\uFFFD"), MaxText)
	j.mu.Lock()
	defer j.mu.Unlock()
	_ = j.encoder.Encode(&line)
}
