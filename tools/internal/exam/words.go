package exam

import (
	"strconv"

	"tcplab/shared/event"
	"tcplab/shared/fault"
)

// quote shows the beginning of a text, escaped.
func quote(text string) string {
	begin := event.Cut(text, 40)
	if begin == text {
		return strconv.Quote(text)
	}
	return strconv.Quote(begin) + "…"
}

// errorWords says what failed, as the lessons' log does.
func errorWords(err error) string { return fault.Text(err) }
