package probe

import (
	"errors"
	"strconv"
	"strings"
)

// message stands for the message in a frame.
const message = "%s"

// ParseFrame reads how a message is framed: a text with the escapes of Go, in
// which %s stands once for the message.
func ParseFrame(text string) (frame string, err error) {
	frame, err = strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	if err == nil && strings.Count(frame, message) != 1 {
		err = errors.New("a frame holds %s once")
	}
	return frame, err
}

// frame is a message as the server wants it: a line, if nothing else is said.
func (x *examiner) frame(text string) string {
	if x.Say == "" {
		return text + "\n"
	}
	return strings.Replace(x.Say, message, text, 1)
}
