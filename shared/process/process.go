// Package process starts, follows and stops programs: those of the lab, and any
// others, in any language. It reads their events and their output, knows when
// they listen without connecting to them, and ends them with all that they have
// started.
//
// It serves the tools, and the tests of the lessons; no lesson uses it.
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"tcplab/shared/clock"
	"tcplab/shared/diagnostic"
	"tcplab/shared/event"
)

// A Command says how a program is started.
type Command struct {
	// Args is the program and its arguments. In these, {addr}, {host} and {port}
	// stand for where it is to listen.
	Args []string
	Addr string   // where it is to listen; empty: a free address on loopback
	Dir  string   // where it runs; empty: here
	Env  []string // besides the environment of this process

	Sandbox Sandbox // starts the program; without Args it is started directly

	// Events says that stdout holds events and nothing else, as of a program of
	// the lab with -events -. Without it, events are found among whatever else
	// the program writes.
	Events bool
	Follow func(event.Event) // is called with each event; may be nil
}

// A Sandbox is a command that starts another one, whose words follow its own,
// where that can do less than this process may.
type Sandbox struct {
	Args   []string
	Layers int // how many processes of its own are between this process and the program
}

// Lab is the command for a program of the lab, which tells its events.
func Lab(program string, args ...string) Command {
	return Command{Args: append([]string{program, "-events", "-"}, args...), Events: true}
}

// A Process is a program that runs, or has run.
type Process struct {
	Addr string // where it is to listen, as HOST:PORT; see Listening

	command   Command
	cmd       *exec.Cmd // nil for one that was found
	root      int32     // the process that was started, or found
	killGroup func()
	stdin     io.WriteCloser
	output    tail

	family []*process.Process // the root and all below it
	looked time.Time          // when

	mu      sync.Mutex
	killed  []*process.Process
	events  []event.Event // the newest ones
	dropped int           // how many came before them
	news    chan struct{} // closed, and replaced, with whatever comes

	listened atomic.Bool // at Addr

	silent chan struct{} // closed when all that it has written was read
	exited chan struct{} // closed when it has ended
	over   chan struct{} // closed when both are, or a child has held the pipe for a while
	broken error         // what was wrong with the stream of events
}

// keptOutput is how many bytes are kept of what a program has written last. One
// that goes on and on must not fill the memory of the tool that started it.
const keptOutput = 1 << 20

// Start starts a program, which is killed with all that it has started when ctx
// is done. Nobody types anything until Type does.
func (c Command) Start(ctx context.Context) (*Process, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	p := &Process{
		Addr: c.Addr, command: c, output: tail{keep: keptOutput}, news: make(chan struct{}),
		silent: make(chan struct{}), exited: make(chan struct{}), over: make(chan struct{}),
	}
	args, err := p.fill(c.Args)
	if err != nil {
		return nil, err
	}
	args = slices.Concat(c.Sandbox.Args, args)
	p.cmd = exec.Command(args[0], args[1:]...)
	if errors.Is(p.cmd.Err, exec.ErrDot) {
		p.cmd.Err = nil // cmd of Windows starts server.exe of this folder, and so do we
	}
	p.cmd.Dir = c.Dir
	p.cmd.Env = append(inUTF8, p.cmd.Environ()...)      // which may say otherwise
	p.cmd.Env = append(p.cmd.Env, "PYTHONUNBUFFERED=1") // what it prints is wanted even if it is killed
	p.cmd.Env = append(p.cmd.Env, c.Env...)
	if c.Events { // which are in UTF-8, as its log is to be, whatever the locale
		p.cmd.Env = append(p.cmd.Env, "LAB_CHARSET=utf-8")
	}
	ownGroup(p.cmd, c.Sandbox.Args != nil)
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := p.launch(); err != nil {
		return nil, err
	}
	called := context.AfterFunc(ctx, p.killAll)
	go func() {
		p.cmd.Wait() // its result is in ProcessState
		called()
		close(p.exited)
		if c.Events {
			<-p.silent // not one may be lost
		}
		p.hear(time.Second)
		close(p.over)
	}()
	return p, nil
}

// fill puts the address into the arguments. One that tells its events says itself
// where it listens.
func (p *Process) fill(args []string) (filled []string, err error) {
	if p.command.Events {
		return args, nil
	}
	if p.Addr == "" {
		if p.Addr, err = freeAddr(); err != nil {
			return nil, err
		}
	}
	host, port, err := net.SplitHostPort(p.Addr)
	if err != nil {
		return nil, err
	}
	replacer := strings.NewReplacer("{addr}", p.Addr, "{host}", host, "{port}", port)
	for _, arg := range args {
		filled = append(filled, replacer.Replace(arg))
	}
	return filled, nil
}

// launch starts the program, and reads what it writes. The pipes are our own, as
// Wait waits for the ends of the others: a child may hold one open when the
// program has ended.
func (p *Process) launch() error {
	var readers sync.WaitGroup
	var ends []*os.File
	pipe := func(s *stream) (*os.File, error) {
		reader, end, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		ends = append(ends, end)
		readers.Go(func() {
			io.Copy(s, reader)
			reader.Close()
			if len(s.line) > 0 {
				s.take() // a last line that has no end
			}
		})
		return end, nil
	}
	stdout, err := pipe(&stream{process: p, output: !p.command.Events, events: true})
	stderr := stdout
	if err == nil && p.command.Events {
		stderr, err = pipe(&stream{process: p, output: true})
	}
	if err == nil {
		p.cmd.Stdout, p.cmd.Stderr = stdout, stderr
		err = p.cmd.Start()
	}
	for _, end := range ends {
		end.Close()
	}
	if err != nil {
		return err
	}
	p.root = int32(p.cmd.Process.Pid)
	p.killGroup = groupKiller(p.cmd.Process)
	go func() {
		readers.Wait()
		close(p.silent)
	}()
	return nil
}

// Output returns what the program has written, or the end of it: to stderr, and
// also to stdout if not only its events are there.
func (p *Process) Output() string { return p.output.String() }

// Diagnostic returns what the output tells of an error, or its last line if it
// tells none. The program may still run.
func (p *Process) Diagnostic() diagnostic.Message {
	p.hear(100 * time.Millisecond)
	return diagnostic.Find(p.Output())
}

// hear waits until what the program has written was read, but not for ever: it may
// still run, or a child may hold the pipe.
func (p *Process) hear(limit time.Duration) {
	select {
	case <-p.silent:
	case <-time.After(limit):
	}
}

// Type writes a line to the program's stdin, as an operator would.
func (p *Process) Type(line string) error { return p.TypeRaw(line + "\n") }

// TypeRaw writes text to the program's stdin, without an end of line.
func (p *Process) TypeRaw(text string) error {
	_, err := io.WriteString(p.stdin, text)
	return err
}

// TypeAll types lines, which the program reads when it likes, until it has ended.
// It returns at once. A program that was found has another keyboard.
func (p *Process) TypeAll(lines iter.Seq[string]) {
	if p.cmd == nil {
		return
	}
	go func() {
		for line := range lines {
			if p.Type(line) != nil {
				return
			}
		}
	}()
}

// EndInput closes the program's stdin.
func (p *Process) EndInput() error { return p.stdin.Close() }

// Exited is closed when the program has ended. It is nil, and so never ready,
// for a program that was found.
func (p *Process) Exited() <-chan struct{} { return p.exited }

// ExitCode returns the code of a program that has ended, or -1 after a signal.
func (p *Process) ExitCode() int { return p.cmd.ProcessState.ExitCode() }

// Wait waits until the program has ended and all that it has written is read, and
// returns its exit code. It fails when ctx is done first, and when events were
// expected and a line was none.
func (p *Process) Wait(ctx context.Context) (code int, err error) {
	select {
	case <-p.over:
		return p.ExitCode(), p.broken
	case <-ctx.Done():
		return -1, p.fault("still running: " + context.Cause(ctx).Error())
	}
}

// Output runs a program that is no server to its end, and returns what it has written.
// An exit code other than 0 is an error.
func (c Command) Output(ctx context.Context) (said string, err error) {
	c.Addr = "127.0.0.1:0" // of no use
	p, err := c.Start(ctx)
	if err != nil {
		return "", err
	}
	defer p.Kill()
	code, err := p.Wait(ctx)
	if err == nil && code != 0 {
		err = fmt.Errorf("exit code %d", code)
	}
	return strings.ReplaceAll(p.Output(), "\r\n", "\n"), err
}

// Interrupt presses Ctrl+C in the program's terminal.
func (p *Process) Interrupt() error { return p.Signal(os.Interrupt) }

// Signal sends a signal to the program and its children, or what the system has
// in its place.
func (p *Process) Signal(sig os.Signal) error {
	select {
	case <-p.exited:
		return os.ErrProcessDone
	default:
	}
	if p.command.Sandbox.Layers > 0 {
		return p.sendInside(sig)
	}
	return send(p.cmd.Process, sig)
}

// sendInside sends a signal to what runs in the sandbox, whose own processes would
// take it for themselves.
func (p *Process) sendInside(sig os.Signal) error {
	inside := []int32{p.root}
	for range p.command.Sandbox.Layers {
		var below []int32
		for _, pid := range inside {
			below = append(below, children(pid)...)
		}
		inside = below
	}
	for _, pid := range inside {
		for _, member := range familyOf(pid) {
			if number, ok := sig.(syscall.Signal); ok {
				member.SendSignal(number)
			}
		}
	}
	return nil
}

// Stop presses Ctrl+C, and kills a program that has not ended within the limit,
// and all that it has left running.
func (p *Process) Stop(limit time.Duration) {
	if p.Interrupt() == nil {
		select {
		case <-p.exited:
		case <-time.After(limit):
		}
	}
	p.Kill()
}

// Kill ends the program and all its children, and waits for their end: what they
// hold is free then, and what they have written was read. One that was found
// goes on.
func (p *Process) Kill() {
	if p.cmd == nil {
		return
	}
	p.killAll()
	<-p.exited
	p.mu.Lock()
	killed := p.killed
	p.mu.Unlock()
	// One that is not a child of ours cannot be waited for, and the system does not
	// list every child of a process that is about to end: its listener tells.
	held := func() bool { return slices.ContainsFunc(killed, lives) || p.listened.Load() && inUse(p.Addr) }
	for begun := clock.Now(); clock.Since(begun) < dying && held(); {
		time.Sleep(time.Millisecond)
	}
	<-p.over
}

// dying is how long a killed process may take to end on a busy machine.
const dying = 5 * time.Second

// killAll kills the program, its group, and those who have left the group.
func (p *Process) killAll() {
	var family []*process.Process
	select {
	case <-p.exited: // its number may be that of another program by now
	default:
		family = familyOf(p.root) // as it is now
	}
	p.mu.Lock()
	p.killed = append(p.killed, family...)
	p.mu.Unlock()
	p.killGroup()
	for _, member := range family {
		member.Kill()
	}
}

// Explain says why a command cannot be started, in a few words.
func Explain(err error) string {
	var path *os.PathError
	var lookup *exec.Error
	switch {
	case errors.As(err, &lookup):
		return fmt.Sprintf("%s: %v", lookup.Name, lookup.Err)
	case errors.As(err, &path):
		return fmt.Sprintf("%s: %v", path.Path, path.Err)
	}
	return err.Error()
}

// LookPath returns where a program is that a command names.
func LookPath(name string) (string, error) { return exec.LookPath(name) }
