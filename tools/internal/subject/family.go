package subject

import "github.com/shirou/gopsutil/v4/process"

// Without this, gopsutil finds out anew at each look at a process when the system
// was started.
func init() { process.EnableBootTimeCache(true) }

// family returns a process and all below it.
func family(root int32) (all []*process.Process) {
	children := children
	if !listsChildren() {
		everybody := byParent(root)
		children = func(pid int32) []int32 { return everybody[pid] }
	}
	for pids := []int32{root}; len(pids) > 0; pids = pids[1:] {
		all = append(all, &process.Process{Pid: pids[0]})
		pids = append(pids, children(pids[0])...)
	}
	return all
}

// byParent returns the children of every process of the system, of which root is
// none. It takes a look at each of them.
func byParent(root int32) map[int32][]int32 {
	everybody, err := process.Processes()
	if err != nil {
		return nil
	}
	children := map[int32][]int32{}
	for _, each := range everybody {
		if parent, err := each.Ppid(); err == nil && each.Pid != root {
			children[parent] = append(children[parent], each.Pid)
		}
	}
	return children
}
