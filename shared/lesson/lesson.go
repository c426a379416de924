// Package lesson is what every lesson uses and no lesson is about: its flags,
// its log, Ctrl+C, the answers, and the end. The sockets are the lesson's own.
package lesson

import (
	"fmt"

	"tcplab/shared/course"
)

// named returns the row of the lesson called name. A lesson without a row is a
// mistake in its first line.
func named(name string) course.Lesson {
	l, ok := course.Named(name)
	if !ok {
		panic(fmt.Sprintf("lesson %q is not in course.Lessons", name))
	}
	return l
}
