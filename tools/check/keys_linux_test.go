package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"tcplab/shared/peer"
)

// In a terminal, -watch takes single keys, fits its width, also when that changes, and
// leaves the terminal as it was, however it ends.
func TestKeysInATerminal(t *testing.T) {
	t.Parallel()
	// Under nohup the check ignores a hangup, as it should.
	peer.TakeHangups(t)
	interpreter := filepath.Join(t.TempDir(), "no-program") // not what the user saves
	if err := os.WriteFile(interpreter, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		end  func(user *os.File, program *os.Process) error
		code int
	}{
		"q":       {func(user *os.File, _ *os.Process) error { return press(user, "q") }, unchecked},
		"Ctrl+C":  {func(user *os.File, _ *os.Process) error { return press(user, "\x03") }, unchecked},
		`Ctrl+\`:  {func(user *os.File, _ *os.Process) error { return press(user, "\x1c") }, unchecked},
		"SIGTERM": {func(_ *os.File, program *os.Process) error { return program.Signal(syscall.SIGTERM) }, unchecked},
		"SIGHUP":  {func(_ *os.File, program *os.Process) error { return program.Signal(syscall.SIGHUP) }, unchecked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := filepath.Join(t.TempDir(), "server.py")
			if err := os.WriteFile(server, nil, 0o666); err != nil {
				t.Fatal(err)
			}
			user, tty := peer.Terminal(t)
			before := settings(t, tty).Lflag
			resize(t, tty, 300)
			cmd := command(t, "", "-stage", "1", "-watch", "--", interpreter, server, "{addr}")
			cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
			cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			await := awaiter(t, user)
			await("Save " + server)
			await("l list · q quit\r\n")
			if meanwhile := settings(t, tty).Lflag; meanwhile&(unix.ICANON|unix.ECHO) != 0 || meanwhile&unix.ISIG == 0 {
				t.Errorf("meanwhile the mode is %#x", meanwhile)
			}
			if err := press(user, "xl"); err != nil {
				t.Fatal(err)
			}
			await("Homework")
			await("q quit")
			resume(t, tty, before, cmd.Process)
			if err := press(user, "l"); err != nil {
				t.Fatal(err)
			}
			await("Homework")
			await("q quit")
			resize(t, tty, len("Save "+server+", and it is"))
			if err := os.Remove(server); err != nil { // as some editors do before they save
				t.Fatal(err)
			}
			await("Save " + server + ", and it is\r\nchecked again.")
			if err := test.end(user, cmd.Process); err != nil {
				t.Fatal(err)
			}
			cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != test.code {
				t.Errorf("exit code %d", code)
			}
			if after := settings(t, tty).Lflag; after != before {
				t.Errorf("the mode was %#x, and is %#x", before, after)
			}
		})
	}
}

func press(user *os.File, keys string) error {
	_, err := user.WriteString(keys)
	return err
}

// settings are what a terminal does with keys.
func settings(t *testing.T, tty *os.File) *unix.Termios {
	t.Helper()
	settings, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return settings
}

// resize makes the terminal so many columns wide.
func resize(t *testing.T, tty *os.File, columns int) {
	t.Helper()
	if err := unix.IoctlSetWinsize(int(tty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
}

// resume does what a shell does between Ctrl+Z and fg: it has made the terminal its own,
// and lets the program go on.
func resume(t *testing.T, tty *os.File, own uint32, program *os.Process) {
	t.Helper()
	mode := settings(t, tty)
	mode.Lflag = own
	if err := unix.IoctlSetTermios(int(tty.Fd()), unix.TCSETS, mode); err != nil {
		t.Fatal(err)
	}
	if err := program.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
}
