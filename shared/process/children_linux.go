package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// Adopt makes this process the parent of all below it whose own parent has gone, so that
// KillAll ends them, too. Other systems have no way for it.
func Adopt() { unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) }

// listsChildren reports whether the system lists the children of a process, as
// nearly every Linux does.
var listsChildren = sync.OnceValue(func() bool {
	_, err := os.Stat("/proc/thread-self/children")
	return err == nil
})

// children returns the processes that a process has started: the kernel lists
// them by the thread that did.
func children(pid int32) (pids []int32) {
	if !listsChildren() {
		return search(pid)
	}
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // none of a process that has ended
	for _, name := range lists {
		list, _ := os.ReadFile(name)
		for word := range strings.FieldsSeq(string(list)) {
			if child, err := strconv.ParseInt(word, 10, 32); err == nil {
				pids = append(pids, int32(child))
			}
		}
	}
	return pids
}
