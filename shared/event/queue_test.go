package event_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tcplab/shared/event"
)

// A reader takes events, and blocks as long as nobody has opened its gate.
type reader struct {
	gate chan struct{}

	mu      sync.Mutex
	taken   []event.Event
	come    sync.Cond
	flushed int // events in sight
	flushes int
}

func newReader() *reader {
	r := &reader{gate: make(chan struct{})}
	r.come.L = &r.mu
	return r
}

func (r *reader) open() *reader {
	close(r.gate)
	return r
}

func (r *reader) Take(e *event.Event) {
	r.mu.Lock()
	r.taken = append(r.taken, *e)
	r.mu.Unlock()
}

func (r *reader) flush() {
	<-r.gate
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flushed = len(r.taken)
	r.flushes++
	r.come.Broadcast()
}

// await waits until n events are in sight.
func (r *reader) await(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.flushed < n {
		r.come.Wait()
	}
}

// inSight returns the events that were flushed, and in how many batches.
func (r *reader) inSight() ([]event.Event, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.taken[:r.flushed], r.flushes
}

func lost(n int) event.Event { return event.Event{Op: event.Lost, Count: n} }

// At the speed of a class an event is written before the program goes on.
func TestQueueWritesBeforeTheNextCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // a machine that stands still for a moment lets no patience end
		r := newReader().open()
		q := event.NewQueue(r, r.flush, 10, lost)
		defer q.Close(time.Minute)
		for n := 1; n <= 200; n++ { // as many as thirty clients cause at once
			q.Take(&event.Event{Conn: n})
			if written, _ := r.inSight(); len(written) != n || written[n-1].Conn != n {
				t.Fatalf("after event %d, %d are written", n, len(written))
			}
		}
	})
}

// Under load, events go out together, all of them and in their order.
func TestQueueGathersUnderLoad(t *testing.T) {
	const events = 20_000
	r := newReader().open()
	q := event.NewQueue(r, r.flush, events, lost)
	defer q.Close(time.Minute)
	begun := time.Now()
	for n := 1; n <= events; n++ {
		q.Take(&event.Event{Conn: n})
	}
	r.await(events)
	// Single events as long as a class could cause them, then a batch at most
	// every fifth of a millisecond, however fast this machine is.
	took := time.Since(begun).Seconds()
	most := 500 + int(took*(2000+5000)) + 1
	written, flushes := r.inSight()
	if len(written) != events {
		t.Fatalf("%d events were written, want %d", len(written), events)
	}
	for i, e := range written {
		if e.Conn != i+1 {
			t.Fatalf("event %d is the one of connection %d", i+1, e.Conn)
		}
	}
	if flushes > most {
		t.Errorf("%d events were written %d times in %.2f s", events, flushes, took)
	}
}

// A reader that blocks holds up nobody. The queue keeps what it has room for,
// and says how many it did not keep.
func TestQueueCountsWhatABlockedReaderMisses(t *testing.T) {
	const room, events = 100, 100_000
	r := newReader()
	q := event.NewQueue(r, r.flush, room, lost)
	took := make(chan time.Duration, 1)
	go func() {
		begun := time.Now()
		for n := 1; n <= events; n++ {
			q.Take(&event.Event{Conn: n})
		}
		took <- time.Since(begun)
	}()
	select {
	case <-took:
	case <-time.After(20 * time.Second):
		t.Fatal("the program is held up")
	}
	r.open()
	r.await(room + 1)
	q.Close(time.Minute)
	written, _ := r.inSight()
	last := written[len(written)-1]
	if last.Op != event.Lost || len(written)-1+last.Count != events {
		t.Errorf("%d events written, and then %+v; want all %d accounted for", len(written)-1, last, events)
	}
	if len(written)-1 > 2*room {
		t.Errorf("the queue has kept %d events, and has room for %d", len(written)-1, room)
	}
	for i, e := range written[:len(written)-1] {
		if e.Conn != i+1 {
			t.Fatalf("event %d is the one of connection %d: the first ones are to be kept", i+1, e.Conn)
		}
	}
}

// A pipe that is read slowly blocks again and again. It is waited for once.
func TestQueueWaitsOnceForASlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const events = 1000
		slow := func() { time.Sleep(150 * time.Millisecond) } // for up to 256 events
		q := event.NewQueue(newReader(), slow, events, lost)
		defer q.Close(time.Minute)
		begun := time.Now()
		for range events {
			time.Sleep(time.Millisecond)
			q.Take(&event.Event{})
		}
		if waited := time.Since(begun) - events*time.Millisecond; waited > 100*time.Millisecond {
			t.Errorf("the program waited %v for its log, want at most once 100ms", waited)
		}
	})
}

// The end of a program does not wait for a reader that blocks.
func TestQueueCloseGivesUp(t *testing.T) {
	r := newReader()
	q := event.NewQueue(r, r.flush, 10, lost)
	q.Take(&event.Event{Conn: 1})
	closed := make(chan struct{})
	go func() {
		q.Close(10 * time.Millisecond)
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(20 * time.Second):
		t.Error("Close waits for a reader that blocks")
	}
	r.open() // so that the queue's goroutine ends
}

// Each Write has whole lines only, and no more than a pipe takes at once
// unless one line alone is longer.
func TestLinesAreWhole(t *testing.T) {
	w := &writes{}
	lines := event.NewLines(w)
	var want strings.Builder
	for n := range 500 {
		line := fmt.Sprintf("%d %s\n", n, strings.Repeat("x", n*7%300))
		want.WriteString(line)
		io.WriteString(lines, line)
	}
	lines.Flush()
	lines.Flush() // nothing is left
	var got bytes.Buffer
	for _, b := range w.all {
		if !bytes.HasSuffix(b, []byte("\n")) || len(b) > 4096 {
			t.Errorf("a write of %d bytes ends in %q", len(b), b[len(b)-1])
		}
		got.Write(b)
	}
	if got.String() != want.String() {
		t.Error("the lines are not what was written")
	}
	if len(w.all) > 30 {
		t.Errorf("%d writes for %d bytes", len(w.all), got.Len())
	}
}

type writes struct{ all [][]byte }

func (w *writes) Write(b []byte) (int, error) {
	w.all = append(w.all, bytes.Clone(b))
	return len(b), nil
}
