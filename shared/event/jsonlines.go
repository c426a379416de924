package event

import (
	"context"
	"io"
	"log/slog"
	"strings"
)

// JSONLines returns a sink that writes each event as one line of JSON. An
// event that w does not take is lost: a lesson goes on without its log.
func JSONLines(w io.Writer) Sink {
	return jsonLines{slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: withoutLevel})}
}

type jsonLines struct{ slog.Handler }

// Take writes one line. What an event does not have is left out.
func (j jsonLines) Take(e Event) {
	r := slog.NewRecord(e.Time, slog.LevelInfo, e.Msg, 0)
	r.AddAttrs(
		slog.String("lesson", e.Lesson),
		slog.String("role", e.Role),
		slog.String("op", string(e.Op)))
	if e.Conn > 0 {
		r.AddAttrs(slog.Int("conn", e.Conn))
	}
	if e.Local != "" {
		r.AddAttrs(slog.String("local", e.Local))
	}
	if e.Peer != "" {
		r.AddAttrs(slog.String("peer", e.Peer))
	}
	if e.Bytes > 0 {
		r.AddAttrs(slog.Int("bytes", e.Bytes), slog.String("text", valid(e.Text)))
	}
	if e.Error != "" {
		r.AddAttrs(slog.String("error", e.Error))
	}
	_ = j.Handle(context.Background(), r)
}

// valid returns text as JSON has it: what is no UTF-8 becomes U+FFFD, which may
// make it longer than an event's text is to be.
func valid(text string) string {
	return Cut(strings.ToValidUTF8(text, "\uFFFD"), MaxText)
}

// withoutLevel drops slog's level: an event has an op instead.
func withoutLevel(groups []string, attr slog.Attr) slog.Attr {
	if len(groups) == 0 && attr.Key == slog.LevelKey {
		return slog.Attr{}
	}
	return attr
}
