// Package subject runs a program that is to be examined: any program, in any
// language, of which nothing is known but its command. It tells when the
// program listens without connecting to it, what it burns, and how it ends.
package subject

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"tcplab/shared/capture"
	"tcplab/shared/clock"
	"tcplab/shared/sockettable"
)

// A Program is a program under examination.
type Program struct {
	Addr string // where it is to listen, as HOST:PORT

	root   int32     // the process that was started, or found
	cmd    *exec.Cmd // nil for one that was found
	stdin  io.Writer
	output *capture.Tail
	silent chan struct{} // closed when all that it has said was read
	exited chan struct{}

	family []*process.Process // the root and all below it
	looked time.Time          // when
}

// kept is how many bytes are kept of what a program has said last.
const kept = 4096

// Start starts a program. In its arguments, {addr}, {host} and {port} stand for
// the address where it is to listen: addr, or if that is empty a free one on
// loopback. Nobody types anything until Type does.
func Start(args []string, addr string) (*Program, error) {
	return StartAndHear(args, addr, io.Discard)
}

// StartAndHear is Start; what the program says goes to hear as well.
func StartAndHear(args []string, addr string, hear io.Writer) (*Program, error) {
	if addr == "" {
		var err error
		if addr, err = FreeAddr(); err != nil {
			return nil, err
		}
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	fill := strings.NewReplacer("{addr}", addr, "{host}", host, "{port}", port)
	filled := make([]string, len(args))
	for i, arg := range args {
		filled[i] = fill.Replace(arg)
	}
	p := &Program{
		Addr: addr, cmd: exec.Command(filled[0], filled[1:]...),
		output: &capture.Tail{Keep: kept}, silent: make(chan struct{}), exited: make(chan struct{}),
	}
	newGroup(p.cmd)
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	// A pipe of our own, as Wait waits for the ends of the others: a child may
	// hold one open when the program has gone.
	stdout, end, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p.cmd.Stdout, p.cmd.Stderr = end, end
	err = p.cmd.Start()
	end.Close()
	if err != nil {
		stdout.Close()
		return nil, err
	}
	p.root = int32(p.cmd.Process.Pid)
	go func() {
		defer close(p.silent)
		io.Copy(io.MultiWriter(p.output, hear), stdout)
		stdout.Close()
	}()
	go func() {
		defer close(p.exited)
		p.cmd.Wait() // its result is in ProcessState
	}()
	return p, nil
}

// Find returns the program of this machine that listens at addr already, or
// nil if there is none, or the system does not say which one that is.
func Find(addr string) *Program {
	if !isOurs(addr) {
		return nil
	}
	holder, found := sockettable.FindHolder(context.Background(), addr)
	if !found {
		return nil
	}
	return &Program{Addr: addr, root: holder.PID, output: &capture.Tail{}}
}

// listeners returns where the program and its children listen.
func (p *Program) listeners(ctx context.Context) (all []sockettable.Listener) {
	for _, process := range p.tree() {
		all = append(all, sockettable.Listeners(ctx, process.Pid)...)
	}
	return all
}

// isOurs reports whether an address is one of this machine.
func isOurs(addr string) bool {
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return false
	}
	if tcp.IP.IsLoopback() || tcp.IP.IsUnspecified() || tcp.IP == nil {
		return true
	}
	addrs, _ := net.InterfaceAddrs()
	return slices.ContainsFunc(addrs, func(a net.Addr) bool {
		network, ok := a.(*net.IPNet)
		return ok && network.IP.Equal(tcp.IP)
	})
}

// Type types lines, which the program reads when it likes, until it has ended.
// It returns at once. A program that was found has another keyboard.
func (p *Program) Type(lines iter.Seq[string]) {
	if p.cmd == nil {
		return
	}
	go func() {
		for line := range lines {
			if _, err := io.WriteString(p.stdin, line+"\n"); err != nil {
				return
			}
		}
	}()
}

// FreeAddr returns an address on loopback where nobody listens. It is taken
// from below the ports that the system gives to clients, so that none of them
// is faster than the server that is to have it.
func FreeAddr() (addr string, err error) {
	for range 100 {
		port := 20000 + nextPort.Add(1)%12000
		addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(int(port)))
		if !inUse(addr) {
			return addr, nil
		}
	}
	return "", errors.New("no port is free on 127.0.0.1")
}

// nextPort goes round, so that no two programs get the same one in a row.
var nextPort atomic.Uint32

func init() { nextPort.Store(rand.Uint32N(12000)) }

// inUse reports whether nobody else can listen at an address.
func inUse(addr string) bool {
	l, err := net.Listen("tcp", addr)
	if err == nil {
		l.Close()
	}
	return err != nil
}

// A Missing error says why nobody listens where the program should.
type Missing struct {
	Exited    bool
	Taken     bool     // by another program
	Elsewhere []string // where the program listens instead
	Waited    time.Duration
}

func (m *Missing) Error() string { return "nobody listens" }

// How long a program may do nothing at all before it listens, or while it
// listens elsewhere, in which it was looked at a number of times. One that
// works, as a compiler does, may take up to atMost.
const (
	idle      = 8 * time.Second
	elsewhere = 3 * time.Second
	looks     = 50
	atMost    = 2 * time.Minute
)

// Listening waits until the program listens, which it reads from the system's
// table of sockets: a connection would be the server's first client. If the
// program does not come to it, the error is a *Missing.
func (p *Program) Listening(ctx context.Context) error {
	return p.await(ctx, func(l sockettable.Listener) bool { return l.Takes(p.Addr) })
}

// ListeningAnywhere waits until the program listens at an address of its own
// choice, which becomes Addr.
func (p *Program) ListeningAnywhere(ctx context.Context) error {
	return p.await(ctx, func(l sockettable.Listener) bool {
		p.Addr = l.Addr.String()
		if l.Addr.Addr().IsUnspecified() { // where one can connect to it
			p.Addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(int(l.Addr.Port())))
		}
		return true
	})
}

// await waits until the program listens at an address that is wanted.
func (p *Program) await(ctx context.Context, wanted func(sockettable.Listener) bool) error {
	begun := clock.Now()
	worked, used, looked := begun, time.Duration(0), 0
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for exited := false; ; looked++ {
		missing := &Missing{Exited: exited, Waited: clock.Since(begun)}
		for _, l := range p.listeners(ctx) {
			if wanted(l) {
				return nil
			}
			missing.Elsewhere = append(missing.Elsewhere, l.Addr.String())
		}
		// What a child has used is forgotten when it ends, as compilers do.
		if now := p.CPU(); now > used+20*time.Millisecond || now < used {
			worked, used, looked = clock.Now(), now, 0
		}
		if exited {
			missing.Taken = inUse(p.Addr)
			return missing
		}
		limit := idle
		if len(missing.Elsewhere) > 0 {
			limit = elsewhere
		}
		if clock.Since(worked) > limit && looked > looks || clock.Since(begun) > atMost {
			return missing
		}
		select {
		case <-tick.C:
		case <-p.exited:
			exited, p.family = true, nil // look once more: a child may listen in its place
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// Listens reports whether the program listens where it should.
func (p *Program) Listens() bool {
	listeners := p.listeners(context.Background())
	return slices.ContainsFunc(listeners, func(l sockettable.Listener) bool { return l.Takes(p.Addr) })
}

// CPU returns how much processor time the program and its children have used.
func (p *Program) CPU() (used time.Duration) {
	for _, process := range p.tree() {
		if times, err := process.Times(); err == nil {
			used += time.Duration((times.User + times.System) * float64(time.Second))
		}
	}
	return used
}

// tree returns the program's process and all below it, as they were a moment
// ago at most.
func (p *Program) tree() []*process.Process {
	if p.family == nil || clock.Since(p.looked) > 100*time.Millisecond {
		p.family, p.looked = family(p.root), clock.Now()
	}
	return p.family
}

// Exited is closed when the program has ended. It is nil, and so never ready,
// for a program that was found.
func (p *Program) Exited() <-chan struct{} { return p.exited }

// ExitCode returns the code of a program that has ended, or -1 after a signal.
func (p *Program) ExitCode() int { return p.cmd.ProcessState.ExitCode() }

// LastWords returns the last line that the program has written.
func (p *Program) LastWords() string {
	select {
	case <-p.silent:
	case <-time.After(100 * time.Millisecond): // a child still holds the pipe
	}
	return p.output.LastLine()
}

// Interrupt presses Ctrl+C in the program's terminal.
func (p *Program) Interrupt() error { return interrupt(p.cmd.Process) }

// Stop ends the program and all its children, and waits for their end: what
// they hold is free then. One that was found goes on.
func (p *Program) Stop() {
	if p.cmd == nil {
		return
	}
	p.family = nil
	family := p.tree() // as it is now
	killGroup(p.cmd.Process)
	for _, member := range family {
		member.Kill() // one that has left the group
	}
	<-p.exited
	for begun := clock.Now(); clock.Since(begun) < time.Second && slices.ContainsFunc(family, lives); {
		time.Sleep(time.Millisecond) // who is no child of ours cannot be waited for
	}
}

// lives reports whether a process has not ended yet.
func lives(p *process.Process) bool {
	status, err := p.Status()
	return err == nil && !slices.Contains(status, process.Zombie)
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
