package event

import (
	"context"
	"log/slog"
	"time"
)

// A Log writes the events of one program to a handler: the console, a file of
// JSON Lines, or both. A nil Log takes everything and writes nothing.
type Log struct {
	handler slog.Handler
}

// NewLog returns the log of one lesson in one role. Without handlers it is
// nil, so that a program nobody listens to does no work for the log.
func NewLog(lesson, role string, handlers ...slog.Handler) *Log {
	var all slog.Handler
	switch len(handlers) {
	case 0:
		return nil
	case 1:
		all = handlers[0]
	default:
		all = slog.NewMultiHandler(handlers...)
	}
	return &Log{all.WithAttrs([]slog.Attr{
		slog.String(KeyLesson, lesson),
		slog.String(KeyRole, role),
	})}
}

// Conn returns the log of one connection, whose number and addresses stand in
// every event from then on.
func (l *Log) Conn(number int, local, peer string) *Log {
	if l == nil {
		return nil
	}
	return &Log{l.handler.WithAttrs([]slog.Attr{
		slog.Int(KeyConn, number),
		slog.String(KeyLocal, local),
		slog.String(KeyPeer, peer),
	})}
}

// Write writes one event. A handler that cannot write has its own way of
// saying so: a lesson goes on without its log.
func (l *Log) Write(at time.Time, op Op, msg string, attrs ...slog.Attr) {
	if l == nil {
		return
	}
	record := slog.NewRecord(at, slog.LevelInfo, msg, 0)
	record.AddAttrs(slog.String(KeyOp, string(op)))
	record.AddAttrs(attrs...)
	_ = l.handler.Handle(context.Background(), record)
}
