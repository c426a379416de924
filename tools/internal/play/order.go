package play

import (
	"slices"
	"sync"
	"time"

	"tcplab/shared/clock"
)

// window is how long an entry is held back, so that an earlier one that comes
// later through its pipe is shown before it.
const window = 50 * time.Millisecond

// inOrder shows the entries in the order of their times. It takes them also while show
// blocks, as it does when somebody has paused the terminal: the play goes on.
func inOrder(entries <-chan Entry, show func(Entry)) {
	var held []Entry
	var showing sync.Mutex
	tick := time.NewTicker(window / 4)
	defer tick.Stop()
	for {
		select {
		case entry, ok := <-entries:
			if !ok {
				showing.Lock()
				for _, entry := range held {
					show(entry)
				}
				return
			}
			at, _ := slices.BinarySearchFunc(held, entry, func(a, b Entry) int {
				if a.Time.After(b.Time) {
					return 1
				}
				return -1 // after those of the same time
			})
			held = slices.Insert(held, at, entry)
		case <-tick.C:
			if !showing.TryLock() {
				continue
			}
			due := slices.IndexFunc(held, func(e Entry) bool { return clock.Since(e.Time) < window })
			if due < 0 {
				due = len(held)
			}
			batch := held[:due]
			held = slices.Clone(held[due:])
			go func() {
				defer showing.Unlock()
				for _, entry := range batch {
					show(entry)
				}
			}()
		}
	}
}
