//go:build leakcheck

package lesson

import (
	"fmt"
	"os"

	"go.uber.org/goleak"
)

// A lesson that leaves goroutines behind ends with 3. The tests build the lessons so.
func init() { leaks = findLeaks }

func findLeaks() (code int) {
	err := goleak.Find(
		goleak.IgnoreAnyFunction("tcplab/shared/lesson.(*program).obey"), // to the very end
		// A read from a terminal or a pipe cannot be called off, nor can a write.
		goleak.IgnoreAnyFunction("tcplab/shared/event.(*Queue).run"),
		goleak.IgnoreAnyFunction("tcplab/shared/lesson.(*operator).read"),
	)
	if err != nil {
		fmt.Fprintln(os.Stderr, "leakcheck:", err)
		return 3
	}
	return 0
}
