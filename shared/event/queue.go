package event

import (
	"slices"
	"sync"
	"time"

	"tcplab/shared/clock"
)

// A Queue stands between a program and a sink that may block: a terminal that
// is paused, a pipe that nobody reads. The program goes on; what the queue
// cannot hold is counted, and the count is an event of its own.
//
// As long as events come at the speed of a class, Take returns when the sink
// has taken the event, so that a program that crashes has written all that it
// did before. Under load it returns at once, and events are written together.
type Queue struct {
	sink     Sink
	flush    func()
	capacity int
	report   func(lost int) Event

	mu      sync.Mutex
	come    sync.Cond // there are events, or the queue is closed
	gone    sync.Cond // the sink has taken events, or it blocks
	waiting []Event
	spare   []Event // the slice of the batch before, to use again
	lost    int     // since the last batch
	queued  uint64  // how many events were accepted
	taken   uint64  // how many of them the sink has taken
	blocked bool    // the sink did not return for a while, and has not caught up
	closed  bool
	budget  float64   // how many events may still wait for the sink
	filled  time.Time // when the budget last grew
}

// How long a program waits for its log, and when it does not.
const (
	patience = 100 * time.Millisecond // for a sink that blocks
	together = 200 * time.Microsecond // under load, what comes within it is one batch
	burst    = 500                    // events that may come at once and still be waited for
	rate     = 2000                   // events a second: more than that is load
	piece    = 256                    // events that the sink takes before it is flushed
	longest  = 5 * time.Second        // for what is left at the end, as long as it is read
)

// NewQueue returns a queue of at most capacity events in front of sink. It
// calls flush after each batch, and report to make the event that says how
// many were lost.
func NewQueue(sink Sink, flush func(), capacity int, report func(lost int) Event) *Queue {
	q := &Queue{sink: sink, flush: flush, capacity: capacity, report: report}
	q.come.L, q.gone.L = &q.mu, &q.mu
	go q.run()
	return q
}

// Take accepts an event. It never waits longer than a tenth of a second.
func (q *Queue) Take(e *Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) >= q.capacity || q.closed {
		q.lost++
		return
	}
	if len(q.waiting) == 0 {
		q.refill()
		q.come.Signal()
	}
	q.waiting = append(q.waiting, *e)
	q.queued++
	if q.budget < 1 {
		return
	}
	q.budget--
	for place := q.queued; q.taken < place && !q.blocked; {
		q.gone.Wait()
	}
}

// refill lets the budget grow with time.
func (q *Queue) refill() {
	now := clock.Now()
	q.budget = min(burst, q.budget+rate*now.Sub(q.filled).Seconds())
	q.filled = now
}

// run hands batches to the sink, piece by piece.
func (q *Queue) run() {
	watchdog := time.AfterFunc(time.Hour, q.block)
	defer watchdog.Stop()
	for {
		batch, lost, ok := q.next()
		if !ok {
			return
		}
		for events := range slices.Chunk(batch, piece) {
			watchdog.Reset(patience)
			for i := range events {
				q.sink.Take(&events[i])
			}
			q.flush()
			q.done(len(events))
		}
		if lost > 0 {
			missed := q.report(lost)
			q.sink.Take(&missed)
			q.flush()
			q.done(1)
		}
		watchdog.Stop()
		q.reuse(batch)
	}
}

// next waits for events and returns them all. Under load it lets some more
// come. It reports false when the queue is closed and empty.
func (q *Queue) next() (batch []Event, lost int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed {
		q.come.Wait()
	}
	if q.budget < 1 && !q.closed {
		q.mu.Unlock()
		time.Sleep(together)
		q.mu.Lock()
	}
	batch, lost = q.waiting, q.lost
	q.waiting, q.lost = q.spare, 0
	if lost > 0 {
		q.queued++ // the event that says so, which Close waits for as well
	}
	return batch, lost, len(batch) > 0 || lost > 0
}

// done notes that the sink has taken n events more. A sink that has blocked is
// not waited for again until it has taken all: a slow one blocks at each piece.
func (q *Queue) done(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.taken += uint64(n)
	q.blocked = q.blocked && q.taken < q.queued
	q.gone.Broadcast()
}

// reuse keeps the room of a batch for one to come.
func (q *Queue) reuse(batch []Event) {
	clear(batch) // the texts are no longer needed
	q.mu.Lock()
	defer q.mu.Unlock()
	q.spare = batch[:0]
}

// block notes that the sink does not return.
func (q *Queue) block() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.blocked = true
	q.gone.Broadcast()
}

// Close writes what is left. It gives up when the sink has taken nothing for as
// long as limit, and in any case after longest.
func (q *Queue) Close(limit time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.come.Signal()
	late, seen, begun := false, q.taken, clock.Now()
	var timer *time.Timer
	timer = time.AfterFunc(limit, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if late = q.taken == seen || clock.Since(begun) > longest; late {
			q.gone.Broadcast()
			return
		}
		seen = q.taken
		timer.Reset(limit)
	})
	defer timer.Stop()
	for q.taken < q.queued && !late {
		q.gone.Wait()
	}
}
