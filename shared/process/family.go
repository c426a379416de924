package process

import (
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"tcplab/shared/clock"
)

// Without this, gopsutil finds out again at each look at a process when the system
// was started.
func init() { process.EnableBootTimeCache(true) }

// CPU returns how much processor time the program and its children have used.
func (p *Process) CPU() (used time.Duration) {
	for _, process := range p.tree() {
		if times, err := process.Times(); err == nil {
			used += time.Duration((times.User + times.System) * float64(time.Second))
		}
	}
	return used
}

// tree returns the program's process and all below it, as they were a moment
// ago at most.
func (p *Process) tree() []*process.Process {
	if p.family == nil || clock.Since(p.looked) > 100*time.Millisecond {
		p.family, p.looked = familyOf(p.root), clock.Now()
	}
	return p.family
}

// Zombies returns how many children of the program, and of its children, have
// ended and were never collected by wait. It reads /proc of Linux, and elsewhere
// reports that it does not know. A child that has ended just now may still be
// collected: look again before you blame the program.
func (p *Process) Zombies() (n int, known bool) {
	if runtime.GOOS != "linux" {
		return 0, false
	}
	for _, member := range familyOf(p.root)[1:] { // the root is a child of ours
		status, err := member.Status()
		if err == nil && slices.Contains(status, process.Zombie) {
			n++
		}
	}
	return n, true
}

// Runnable reports whether a thread of the program, or of one below it, is ready to
// run, and waits for nothing but a processor. Linux tells; elsewhere it is false.
func (p *Process) Runnable() bool {
	for _, member := range familyOf(p.root) {
		threads, _ := member.Threads() // none of one that has ended
		for id := range threads {
			status, err := (&process.Process{Pid: id}).Status()
			if err == nil && slices.Contains(status, process.Running) {
				return true
			}
		}
	}
	return false
}

// lives reports whether a process has not ended yet.
func lives(p *process.Process) bool {
	if runtime.GOOS == "windows" { // which tells no status
		exists, err := process.PidExists(p.Pid)
		return err == nil && exists
	}
	status, err := p.Status()
	return err == nil && !slices.Contains(status, process.Zombie)
}

// A Use is what all that this process has started uses at a moment.
type Use struct {
	Threads int
	Memory  uint64 // in bytes
}

// Used returns what all below this process use. Where there are more than enough
// processes, their number says it, as they may grow in number meanwhile.
func Used(enough int) (u Use) {
	family := familyOf(int32(os.Getpid()))[1:]
	if len(family) > enough {
		return Use{Threads: len(family)}
	}
	for _, member := range family {
		threads, _ := member.NumThreads() // 0 of one that has ended
		u.Threads += int(threads)
		if memory, err := member.MemoryInfo(); err == nil {
			u.Memory += memory.RSS
		}
	}
	return u
}

// KillAll kills all below this process, those at the top first: with a sandbox ends
// all that is in it. It looks until none is left, as one may start others meanwhile: this
// process is to have adopted them.
func KillAll() {
	for begun := clock.Now(); clock.Since(begun) < dying; {
		left := false
		for _, member := range familyOf(int32(os.Getpid()))[1:] {
			left = member.Kill() == nil && lives(member) || left
		}
		if !left {
			return
		}
	}
}

// familyOf returns a process and all below it.
func familyOf(root int32) (all []*process.Process) {
	for pids := []int32{root}; len(pids) > 0; pids = pids[1:] {
		all = append(all, &process.Process{Pid: pids[0]})
		for _, child := range children(pids[0]) {
			if child != root { // whose parent may have the number of one that has ended
				pids = append(pids, child)
			}
		}
	}
	return all
}

// search returns the children of a process by a look at every process of the system.
func search(pid int32) (pids []int32) {
	found, _ := (&process.Process{Pid: pid}).Children()
	for _, child := range found {
		pids = append(pids, child.Pid)
	}
	return pids
}
