//go:build !linux

package play

import "tcplab/shared/phrase"

// listenAgain fails: what a full queue does is another thing on every system.
func listenAgain(uintptr, int) error {
	return &NotHere{"see-backlog", phrase.Same("Linux"), phrase.Phrase{
		EN: "other systems count the accept queue in other ways", ZH: "别的系统计算 accept 队列的方式各不相同",
	}}
}

// setReuse fails: the option means another thing on every system.
func setReuse(uintptr, bool) error {
	return &NotHere{"see-time-wait", phrase.Same("Linux"), phrase.Phrase{
		EN: "SO_REUSEADDR means another thing on every system", ZH: "SO_REUSEADDR 在各个系统上含义不同",
	}}
}
