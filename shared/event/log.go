package event

// A Sink takes events in: the console, or a stream of JSON Lines. Events of
// several goroutines may come at once.
// A sink does not keep the event that it is given.
type Sink interface {
	Take(*Event)
}

// A Log writes the events of one program, in one role, to its sinks. A nil Log
// takes everything and writes nothing.
type Log struct {
	lesson, role string
	sinks        []Sink
}

// NewLog returns a log. Without sinks it is nil, so that a program nobody
// listens to does no work for the log.
func NewLog(lesson, role string, sinks ...Sink) *Log {
	if len(sinks) == 0 {
		return nil
	}
	return &Log{lesson, role, sinks}
}

// Write writes one event to every sink.
func (l *Log) Write(e *Event) {
	if l == nil {
		return
	}
	e.Lesson, e.Role = l.lesson, l.role
	for _, sink := range l.sinks {
		sink.Take(e)
	}
}
