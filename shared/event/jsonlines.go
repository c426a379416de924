package event

import (
	"io"
	"log/slog"
)

// JSONLines returns a handler that writes each event as one line of JSON.
func JSONLines(w io.Writer) slog.Handler {
	return slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: withoutLevel})
}

// withoutLevel drops slog's level: an event has an op instead.
func withoutLevel(groups []string, attr slog.Attr) slog.Attr {
	if len(groups) == 0 && attr.Key == slog.LevelKey {
		return slog.Attr{}
	}
	return attr
}
