package sandbox

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// What no program needs, and what it can do harm with in spite of all else: keys of the
// teacher's, memory that counts for no process, and calls that no list of calls sees.
var refused = []uint32{
	unix.SYS_ADD_KEY, unix.SYS_KEYCTL, unix.SYS_REQUEST_KEY,
	unix.SYS_MEMFD_CREATE, unix.SYS_MSGGET, unix.SYS_SEMGET, unix.SYS_SHMGET,
	unix.SYS_BPF, unix.SYS_IO_URING_SETUP, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD,
}

// What Landlock leaves open: it keeps a program from reading and writing a file, and not from
// changing who may, nor from seeing that others do; nor from the sockets of other programs,
// such as the one that starts programs for the desktop; nor from their priorities and limits.
var refusedByFiles = []uint32{
	unix.SYS_FCHMOD, unix.SYS_FCHMODAT2, unix.SYS_FCHOWN, unix.SYS_FCHOWNAT, unix.SYS_UTIMENSAT,
	unix.SYS_SETXATTR, unix.SYS_LSETXATTR, unix.SYS_FSETXATTR, unix.SYS_REMOVEXATTR, unix.SYS_LREMOVEXATTR, unix.SYS_FREMOVEXATTR,
	unix.SYS_SETXATTRAT, unix.SYS_REMOVEXATTRAT, unix.SYS_FILE_SETATTR,
	unix.SYS_INOTIFY_INIT1, unix.SYS_FANOTIFY_INIT, unix.SYS_SETPRIORITY, unix.SYS_IOPRIO_SET,
}

// A machine is a kind of processor. Older ones have older calls as well.
type machine struct {
	audit  uint32
	second uint32 // from here on the calls have other numbers, once more
	chmod  uint32
	older  []uint32
}

var machines = map[string]machine{
	// chown, lchown, utime, utimes, inotify_init, futimesat
	"amd64": {unix.AUDIT_ARCH_X86_64, 0x40000000, 90, []uint32{92, 94, 132, 235, 253, 261}},
	"arm64": {audit: unix.AUDIT_ARCH_AARCH64},
}

// refuse has the kernel refuse system calls to this thread, and so to the program that takes
// its place.
func refuse(byFiles bool) error {
	m, known := machines[runtime.GOARCH]
	switch {
	case !known && byFiles:
		return fmt.Errorf("no Landlock for programs of %s", runtime.GOARCH)
	case !known:
		return nil
	}
	if byFiles { // a linker makes its program one, and all that it makes is for the owner alone
		unix.Umask(0o077)
	}
	filter := m.filter(byFiles)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	return unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&program)), 0, 0)
}

// Where the kernel shows a filter what is called.
const (
	callAt      = 0
	auditAt     = 4
	argumentsAt = 16 // of 8 bytes, the lower half first
)

// The instructions of a filter.
func load(at uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
}

func unless(jump uint16, value uint32, skip uint8) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_JMP | jump | unix.BPF_K, Jf: skip, K: value}
}

func end(how uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: how}
}

var no, yes = end(unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)), end(unix.SECCOMP_RET_ALLOW)

// filter is the program for the kernel that looks at each call.
func (m machine) filter(byFiles bool) []unix.SockFilter {
	filter := []unix.SockFilter{load(auditAt), unless(unix.BPF_JEQ, m.audit, 1), {Code: unix.BPF_JMP | unix.BPF_JA, K: 1}, no, load(callAt)}
	if m.second > 0 {
		filter = append(filter, unless(unix.BPF_JGE, m.second, 1), no)
	}
	// All of a program stays in one session, whose share of the processor is one: it is told
	// that it has a new one.
	filter = append(filter, unless(unix.BPF_JEQ, unix.SYS_SETSID, 1), end(unix.SECCOMP_RET_ERRNO))
	never := func(calls []uint32) {
		for _, call := range calls {
			filter = append(filter, unless(unix.BPF_JEQ, call, 1), no)
		}
	}
	with := func(call, argument, value uint32, equal, different unix.SockFilter) {
		filter = append(filter, unless(unix.BPF_JEQ, call, 4), load(argumentsAt+8*argument), unless(unix.BPF_JEQ, value, 1), equal, different)
	}
	never(refused)
	if byFiles {
		never(refusedByFiles)
		never(m.older)
		with(unix.SYS_SOCKET, 0, unix.AF_UNIX, no, yes)
		with(unix.SYS_FCHMODAT, 2, 0o700, yes, no)
		if m.chmod > 0 {
			with(m.chmod, 1, 0o700, yes, no)
		}
		for _, call := range []uint32{unix.SYS_PRLIMIT64, unix.SYS_SCHED_SETAFFINITY, unix.SYS_SCHED_SETATTR, unix.SYS_SCHED_SETPARAM, unix.SYS_SCHED_SETSCHEDULER} {
			with(call, 0, 0, yes, no) // 0 is the program itself
		}
	}
	return append(filter, yes)
}
