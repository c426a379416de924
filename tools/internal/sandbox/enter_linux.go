package sandbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/landlock-lsm/go-landlock/landlock"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"

	"tcplab/shared/process"
)

// Enter takes the place of the program that its arguments name, after the Spec of its
// sandbox, and with its limits. It returns only if it fails.
func Enter(args []string) (code int) {
	var s Spec
	err := Unpack(args[0], &s)
	if err == nil {
		err = s.run(args[1:])
	}
	fmt.Fprintln(os.Stderr, err)
	return 127
}

func (s Spec) run(command []string) error {
	runtime.LockOSThread() // what is refused, is refused to one
	work, home := s.Work, "/tmp"
	if s.Kind == Landlock {
		base, err := os.MkdirTemp(s.Work, "run-")
		if err != nil {
			return err
		}
		work, home = filepath.Join(base, "files"), filepath.Join(base, "home") // not among the files
		if err := errors.Join(os.Mkdir(work, 0o777), os.Mkdir(home, 0o777)); err != nil {
			return err
		}
		s.Write = append(s.Write, base)
	}
	if s.Files != "" {
		if err := Copy(s.Files, work); err != nil {
			return err
		}
	}
	if err := os.Chdir(filepath.Join(work, s.Dir)); err != nil {
		return err
	}
	os.Clearenv()
	for _, variable := range append(s.Env, "HOME="+home, "TMPDIR="+home) {
		name, value, _ := strings.Cut(variable, "=")
		os.Setenv(name, value)
	}
	path, err := process.LookPath(command[0])
	if err != nil {
		return err
	}
	if s.Kind == Landlock {
		if err := errors.Join(s.restrict(), dropRoot()); err != nil {
			return err
		}
	}
	if err := errors.Join(limit(), refuse(s.Kind == Landlock)); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", path, syscall.Exec(path, command, os.Environ()))
}

// restrict has the kernel refuse all files that are not named.
func (s Spec) restrict() error {
	abi, err := llsys.LandlockGetABIVersion()
	if err != nil || abi < 1 {
		return fmt.Errorf("the kernel has no Landlock: %v", err)
	}
	read := append(append([]string{"/proc/self"}, system()...), s.Read...)
	files := []landlock.Rule{landlock.RWDirs(s.Write...).IgnoreIfMissing()}
	for _, path := range read {
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			files = append(files, landlock.RODirs(path).IgnoreIfMissing())
		} else {
			files = append(files, landlock.ROFiles(path))
		}
	}
	for _, device := range []string{"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"} {
		files = append(files, landlock.RWFiles(device).IgnoreIfMissing())
	}
	if err := landlock.V9.BestEffort().RestrictPaths(files...); err != nil {
		return err
	}
	return landlock.V9.BestEffort().RestrictScoped()
}

// dropRoot takes from root, if it is root, what others may not do: to restart the machine
// has nothing to do with files.
func dropRoot() error {
	if os.Geteuid() != 0 {
		return nil
	}
	const noRoot = 1<<0 | 1<<1 // SECBIT_NOROOT, for ever
	var none [2]unix.CapUserData
	return errors.Join(
		unix.Prctl(unix.PR_SET_SECUREBITS, noRoot, 0, 0, 0),
		unix.Capset(&unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, &none[0]),
	)
}

// limit sets the limits of the program that takes the place of this one.
func limit() error {
	limits := map[int]uint64{
		unix.RLIMIT_CORE:  0,
		unix.RLIMIT_DATA:  MostMemory,
		unix.RLIMIT_FSIZE: mostFile,
		unix.RLIMIT_CPU:   mostSeconds,
	}
	if countsApart() {
		limits[unix.RLIMIT_NPROC] = 2 * MostThreads // Watch comes first
	}
	for what, most := range limits {
		var now unix.Rlimit
		if err := unix.Getrlimit(what, &now); err != nil {
			return err
		}
		most = min(most, now.Max)
		if err := unix.Setrlimit(what, &unix.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	return nil
}

// countsApart reports whether the kernel counts the processes of each user namespace
// by itself. An older one counts all of the user's, wherever they are.
func countsApart() bool {
	var name unix.Utsname
	unix.Uname(&name) // else the version is 0
	var major, minor int
	fmt.Sscanf(unix.ByteSliceToString(name.Release[:]), "%d.%d", &major, &minor)
	return namespaced() && (major > 5 || major == 5 && minor >= 14)
}

// namespaced reports whether this process is in a user namespace of its own.
func namespaced() bool {
	text, err := os.ReadFile("/proc/self/uid_map")
	words := strings.Fields(string(text))
	return err == nil && len(words) == 3 && words[2] != "4294967295"
}
