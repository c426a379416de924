// Package peer is for tests: it finds the programs that are not ours, and an address for
// one, and stands in for the terminal of a user.
package peer

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// Find returns the path of the first of the programs that this machine has. Where
// there is none, the test is skipped; CI on Linux must have it.
func Find(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" && runtime.GOOS == "linux" {
		t.Fatalf("CI lacks %s", names[0])
	}
	t.Skipf("skipped: there is no %s on this machine", names[0])
	return ""
}

// Python returns the path of Python. What PATH has first may be a script that looks
// for it, as pyenv's is, and each start of that would take longer than most tests.
func Python(t testing.TB) string {
	t.Helper()
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		path, err := exec.LookPath(filepath.Join(dir, "python3"))
		if err == nil && !isScript(path) {
			return path
		}
	}
	return Find(t, "python3", "python")
}

// FreeAddr returns an address where nobody listens. No other test takes it by chance in
// the meantime: its port is below those of package process, and of the system, which gives
// one that was free a moment ago to anybody.
func FreeAddr(t testing.TB) string {
	t.Helper()
	for range 100 {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 12000+rand.N(7000)))
		if err == nil {
			defer l.Close()
			return l.Addr().String()
		}
	}
	t.Fatal("no port is free")
	return ""
}

// TakeHangups lets the programs that a test starts take a hangup, also where the tests run
// under nohup: a signal that this process takes itself is not ignored by those it starts.
func TakeHangups(t testing.TB) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(hangups) })
}

func isScript(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	begin := make([]byte, 2)
	_, err = io.ReadFull(file, begin)
	return err == nil && string(begin) == "#!"
}
