package probe

import (
	"context"
	"net"
	"regexp"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/process"
)

// typed is what a user types into a client that asks for it: a line when it is
// the user's turn, as a person waits for the greeting and for each reply.
var typed = []string{names[0], names[1], names[2], "exit"}

// typeLine types the next line, if any is left.
func (c *caller) typeLine() {
	if c.trial.program != nil && len(c.typed) > 0 {
		c.trial.program.Type(c.typed[0]) // a client that does not read may have closed its input
		c.typed = c.typed[1:]
	}
}

// typeIfAsked types what a client asks for before it connects: an address, where it says
// so, and else the first line. It waits, and uses no processor time, while one that is
// slow to start does.
func typeIfAsked(ctx context.Context, program *process.Process, addr string, pause time.Duration) {
	used := time.Duration(-1)
	read := 0 // of what it has printed
	for range 10 {
		if !clock.Sleep(ctx, pause) {
			return
		}
		before := used
		if used = program.CPU(); used != before {
			continue
		}
		asked := program.Output()
		program.Type(wanted(asked[min(read, len(asked)):], addr))
		if read == len(asked) { // it does not say what it wants
			return
		}
		read = len(asked)
	}
}

// What a client asks for that wants to know where its server is.
var (
	asksBoth = regexp.MustCompile(`(?i)(host|ip|addr\w*|地址|主机)\W*(and|和|与)?\W*(port|端口)`)
	asksPort = regexp.MustCompile(`(?i)port|端口`)
	asksHost = regexp.MustCompile(`(?i)\bip\b|host|addr|server|地址|主机|服务器`)
)

// wanted is what a user types into a client that asks so.
func wanted(question, addr string) string {
	question = strings.TrimSpace(question)
	question = question[strings.LastIndexByte(question, '\n')+1:]
	host, port, _ := net.SplitHostPort(addr)
	switch {
	case asksBoth.MatchString(question):
		return addr
	case asksPort.MatchString(question):
		return port
	case asksHost.MatchString(question):
		return host
	}
	return typed[0]
}
