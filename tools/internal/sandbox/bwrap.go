package sandbox

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"tcplab/shared/process"
)

// Where things are in the sandbox.
const handedIn = "/handed-in" // the student's files, read-only; they are copied to /work

// system returns what every program may read of the machine. Of /etc it is what programs,
// and the runtimes of Java, node, .NET, Python and Perl, need in order to run; nothing there
// is a secret.
var system = sync.OnceValue(func() (paths []string) {
	for _, pattern := range []string{
		"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store",
		"/etc/alternatives", "/etc/crypto-policies", "/etc/dotnet", "/etc/gai.conf", "/etc/group", "/etc/host.conf", "/etc/hosts",
		"/etc/java", "/etc/java-*", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
		"/etc/mime.types", "/etc/nsswitch.conf", "/etc/passwd", "/etc/perl", "/etc/pki/ca-trust/extracted", "/etc/pki/java",
		"/etc/pki/tls/certs", "/etc/pki/tls/openssl.cnf", "/etc/protocols", "/etc/python3*", "/etc/services", "/etc/ssl/certs",
		"/etc/ssl/openssl.cnf", "/etc/timezone",
	} {
		found, _ := filepath.Glob(pattern)
		paths = append(paths, found...)
	}
	return paths
})

// Around is the command for a worker, which examines programs: it has a network of its
// own, which those share. The programs cannot see it, as each has processes of its own.
func (k Kind) Around() process.Sandbox {
	if k != Bwrap {
		return process.Sandbox{}
	}
	return process.Sandbox{Layers: 1, Args: []string{
		"bwrap", "--unshare-user", "--unshare-net", "--unshare-ipc", "--dev-bind", "/", "/",
		"--new-session", "--die-with-parent", "--",
	}}
}

// bwrap returns the command for one program. What it can write to is in memory.
func (s Spec) bwrap() []string {
	args := []string{"bwrap", "--unshare-user", "--unshare-all", "--die-with-parent", "--clearenv"}
	if s.Network {
		args = append(args, "--share-net")
	}
	if has("--disable-userns") {
		args = append(args, "--disable-userns")
	}
	for _, path := range system() {
		args = append(args, "--ro-bind-try", path, path)
	}
	args = append(args, "--proc", "/proc", "--dev", "/dev")
	for _, folder := range []string{"/dev/shm", "/tmp", "/work"} {
		if has("--size") {
			args = append(args, "--size", strconv.Itoa(room))
		}
		args = append(args, "--tmpfs", folder)
	}
	for _, path := range s.Read {
		args = append(args, "--ro-bind", path, path)
	}
	if s.Files != "" {
		args = append(args, "--ro-bind", s.Files, handedIn)
	}
	for _, path := range s.Write {
		args = append(args, "--bind", path, path)
	}
	return append(args, "--ro-bind", s.Self, "/tcplab/grade", "--remount-ro", "/dev", "--remount-ro", "/", "--")
}

// options is what this bwrap says of itself: older ones have fewer options.
var options = sync.OnceValue(func() string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	help, _ := process.Command{Args: []string{"bwrap", "--help"}}.Output(ctx)
	return help
})

func has(option string) bool { return strings.Contains(options(), option+" ") }

// missing says what a kind lacks that is needed before it can be tried.
func (k Kind) missing() error {
	switch {
	case runtime.GOOS != "linux":
		return errors.New("only on Linux")
	case k == Bwrap:
		if _, err := process.LookPath("bwrap"); err != nil {
			return errors.New(process.Explain(err))
		}
	}
	return nil
}
