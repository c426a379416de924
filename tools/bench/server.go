package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"time"

	"tcplab/shared/capture"
)

// A server is a running program that clients can connect to.
type server struct {
	addr   string
	cmd    *exec.Cmd
	stderr capture.Tail
	kill   context.CancelFunc
	ended  chan struct{} // closed when the process is gone
}

// start starts p and returns when it has greeted a first client.
func start(ctx context.Context, p program) (s *server, err error) {
	// A free port may be taken before p has it: then another one.
	for range 3 {
		if s, err = startOnce(ctx, p); err == nil {
			return s, nil
		}
	}
	return nil, err
}

func startOnce(ctx context.Context, p program) (*server, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	ctx, kill := context.WithCancel(ctx)
	s := &server{addr: addr, kill: kill, ended: make(chan struct{}), stderr: capture.Tail{Keep: 64 << 10}}
	s.cmd = exec.CommandContext(ctx, p.path, append(p.args, "-addr", addr)...)
	s.cmd.Stderr = &s.stderr // and stdout, not set, is the null device
	s.cmd.WaitDelay = time.Second
	if p.piped {
		log, err := s.cmd.StdoutPipe()
		if err != nil {
			kill()
			return nil, err
		}
		go readSlowly(log)
	}
	if err := s.cmd.Start(); err != nil {
		kill()
		return nil, err
	}
	go func() {
		s.cmd.Wait()
		close(s.ended)
	}()
	if err := s.ready(ctx); err != nil {
		s.stop()
		return nil, fmt.Errorf("%s: %w\n%s", p.path, err, &s.stderr)
	}
	return s, nil
}

// readSlowly reads a log at about the speed of a person who scrolls: a screen
// a tenth of a second.
func readSlowly(log io.Reader) {
	screen := make([]byte, 2<<10)
	for {
		if _, err := log.Read(screen); err != nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// ready connects until the server greets. The lab's other tools wait for the
// event listen, but a server that writes events is not the one to measure.
func (s *server) ready(ctx context.Context) error {
	deadline := time.After(patience)
	for {
		c, err := connect(s.addr)
		if err == nil {
			return c.leave()
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-s.ended:
			return errors.New("the server has ended")
		case <-deadline:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// stop kills the server and waits until it is gone. Its sockets close first,
// so that the ports which rest in TIME_WAIT are not those of the clients.
func (s *server) stop() {
	s.kill()
	<-s.ended
}

// startAll starts a server of each program.
func startAll(ctx context.Context, programs ...program) ([]*server, error) {
	var servers []*server
	for _, p := range programs {
		s, err := start(ctx, p)
		if err != nil {
			stopAll(servers)
			return nil, err
		}
		servers = append(servers, s)
	}
	return servers, nil
}

func stopAll(servers []*server) {
	for _, s := range servers {
		s.stop()
	}
}

// freeAddr returns a loopback address that is free now.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
