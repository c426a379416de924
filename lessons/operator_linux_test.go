package lessons_test

import (
	"context"
	"io"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"testing"

	"tcplab/shared/peer"
	"tcplab/shared/process"
)

// In a terminal, what follows an answer begins on a line of its own: also when it was
// typed before the question, and when Ctrl+D has ended it. After Ctrl+Z and fg, the question
// is there again.
func TestOperatorInATerminal(t *testing.T) {
	t.Parallel()
	user, tty := peer.Terminal(t)
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	cmd := exec.CommandContext(ctx, process.Program(bin, "03-detect-close"), "-lang", "en",
		"-color", "never", "-reply", "", "-delay", "0", "-addr", "127.0.0.1:0")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	tty.Close() // so that user ends with the program
	shown := ""
	await := func(what string) []string {
		t.Helper()
		for buffer := make([]byte, 4096); ; {
			if found := regexp.MustCompile(what).FindStringSubmatch(shown); found != nil {
				return found
			}
			n, err := user.Read(buffer)
			if shown += string(buffer[:n]); err != nil {
				t.Fatalf("%s does not come (%v):\n%s", what, err, shown)
			}
		}
	}
	c := greeted(t, await(`LISTEN +(\S+)`)[1])
	io.WriteString(user, "early\n")
	await(`early\r\n`)
	c.send("hi\n")
	await(`your reply to "hi": early\r\n`)
	c.recv("early\n")
	c.send("again\n")
	await(`your reply to "again": `)
	cmd.Process.Signal(syscall.SIGCONT) // as fg does after Ctrl+Z: the question is far above
	await(`your reply to "again": your reply to "again": `)
	io.WriteString(user, "half\x04\x04")
	c.recv("half\n")
	await(`your reply to "again": half\r\n`)
	cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
