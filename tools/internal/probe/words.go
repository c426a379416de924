package probe

import (
	"strconv"
	"time"

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

// span says how long something took, as one would say it.
func (x *examiner) span(d time.Duration) string {
	if d < 100*time.Millisecond {
		return millis.Format(x.Lang, d.Milliseconds()+1) // in less than that
	}
	return seconds.Format(x.Lang, d.Seconds())
}

// details joins what there is to say.
func (x *examiner) details(parts ...string) (all string) {
	for _, part := range parts {
		switch {
		case all == "":
			all = part
		case part != "":
			all = andAlso.Format(x.Lang, all, part)
		}
	}
	return all
}
