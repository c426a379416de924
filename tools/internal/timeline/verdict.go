package timeline

import (
	"time"

	"tcplab/shared/phrase"
)

// instant is a conversation too short to be compared.
const instant = 10 * time.Millisecond

// Verdict says in a sentence what the comparison shows. Letters stand for the
// servers: A and B.
func (c Comparison) Verdict() phrase.Phrase {
	p := c.verdict()
	thinkA, thinkB := c.A.Plan.Delay.Seconds(), c.B.Plan.Delay.Seconds()
	if c.Speedup() > 0 && max(thinkA, thinkB) > 1.2*min(thinkA, thinkB)+0.001 {
		differ := thinkDiffers.With(thinkA, thinkB)
		p.EN, p.ZH = p.EN+" "+differ.EN, p.ZH+differ.ZH
	}
	return p
}

func (c Comparison) verdict() phrase.Phrase {
	a, b := c.A, c.B
	speedup := c.Speedup()
	shortA, shortB := a.Plan.conversation() < instant, b.Plan.conversation() < instant
	servesA, servesB := a.serves(), b.serves()
	// With computing, no more can be thought for than there are cores.
	letIn, thinksFor := servesB.letIn, servesB.thinksFor
	computes := b.Plan.Computes && letIn > 1 && !b.faster() && servesA.oneByOne()
	switch {
	case c.Failed() > 0:
		return someFailed.With(len(a.Failures()), len(b.Failures()), a.Plan.Clients)
	case a.Lost+b.Lost > 0:
		return cannotBeTold.With(a.Lost, b.Lost)
	case speedup == 0:
		return nothingMeasured
	case a.Plan.Clients == 1:
		return aloneClient
	case shortA && shortB:
		return noThinking
	case shortA || shortB:
		return oneThinks
	case servesA.asTheyCome() && servesA.letIn == 1 && servesB.asTheyCome():
		return farApart
	case computes && thinksFor < letIn && thinksFor >= min(2, b.Plan.Cores):
		return coresBound.With(letIn, speedup, b.Plan.Cores)
	case computes && thinksFor == letIn:
		return enoughCores.With(speedup, letIn, b.Plan.Cores)
	case computes:
		return oneCore.With(letIn, speedup, b.Plan.Cores)
	case servesB.oneByOne() && servesA.oneByOne():
		return bothSerial.With(a.Plan.Clients)
	case servesB.oneByOne() || servesB.inTurn():
		return join(notConcurrent, b.clause("B"), a.clause("A"), speedup)
	case servesA.oneByOne() || servesA.inTurn():
		return join(faster, b.clause("B"), a.clause("A"), speedup)
	}
	return join(bothConcurrent, b.clause("B"), a.clause("A"), speedup)
}

// faster reports whether the run was faster than a server can be that computes:
// then it does something else with the processor.
func (r *Run) faster() bool {
	took := r.Makespan()
	return took != Never && 10*took < 8*r.Plan.Concurrent()
}

// concurrentTheory is how long the run takes in theory if all clients are served
// at the same time.
func (r *Run) concurrentTheory() time.Duration {
	p := r.Plan
	p.Computes = p.Computes && !r.faster()
	return p.Concurrent()
}

// clause says in which way a server has served its clients, as a part of a
// sentence.
func (r *Run) clause(letter string) phrase.Phrase {
	switch s := r.serves(); {
	case s.oneByOne():
		return clauseSerial.With(letter)
	case s.inTurn():
		return clauseInTurn.With(letter, s.letIn)
	case s.thinksFor < s.letIn:
		return clauseSlowly.With(letter, s.letIn, s.thinksFor)
	case s.queues:
		return clausePool.With(letter, s.letIn)
	case 2*r.Makespan() > 3*r.Plan.Pool(r.Plan.Clients):
		return clauseStraggler.With(letter)
	}
	return clauseTogether.With(letter)
}

// join makes a sentence of what is said of both.
func join(frame, b, a phrase.Phrase, speedup float64) phrase.Phrase {
	return phrase.Phrase{EN: frame.Format(phrase.English, speedup, b.EN, a.EN), ZH: frame.Format(phrase.Chinese, speedup, b.ZH, a.ZH)}
}

var (
	thinkDiffers = phrase.Phrase{
		EN: "But they do not think alike: A takes %.3f s for a message, B %.3f s.",
		ZH: "不过它们的思考时间不同：A 每条消息 %.3f 秒，B %.3f 秒。",
	}
	someFailed = phrase.Phrase{
		EN: "%d clients failed with A and %d with B, of %d: the two times cannot be compared.",
		ZH: "A 有 %d 个客户端失败，B 有 %d 个（各共 %d 个）：两边的时间无法比较。",
	}
	eventsLost = phrase.Phrase{
		EN: "some of its events were lost, as they came faster than they could be read",
		ZH: "它的部分事件丢失了：写得太快，来不及读取",
	}
	cannotBeTold = phrase.Phrase{
		EN: "%d events of A and %d of B were lost, so that nobody can tell how they have served their clients: measure again, with fewer clients.",
		ZH: "A 丢失了 %d 个事件，B 丢失了 %d 个，无法判断它们是怎样服务客户端的：请减少客户端，重新测量。",
	}
	nothingMeasured = phrase.Phrase{
		EN: "No client was done: there is nothing to compare.",
		ZH: "没有客户端完成，无从比较。",
	}
	aloneClient = phrase.Phrase{
		EN: "One client alone never waits for another: take more clients to see a difference.",
		ZH: "只有一个客户端时谁也不用等谁：多来几个客户端才能看出差别。",
	}
	noThinking = phrase.Phrase{
		EN: "The servers hardly think, so there is no waiting to overlap: a longer -delay shows the difference.",
		ZH: "服务器几乎不思考，没有可以重叠的等待：把 -delay 调大才能看出差别。",
	}
	oneThinks = phrase.Phrase{
		EN: "One of the servers hardly thinks, so that their times say nothing about who waits for whom: give both the same pause.",
		ZH: "其中一个服务器几乎不思考，两边的时间说明不了谁在等谁：请让两边思考一样久。",
	}
	farApart = phrase.Phrase{
		EN: "The clients came so far apart that a serial server does as well: a shorter -stagger shows the difference.",
		ZH: "客户端来得太分散，串行的服务器也一样快：把 -stagger 调小才能看出差别。",
	}
	bothSerial = phrase.Phrase{
		EN: "B is not concurrent: like A, it serves the %d clients one after the other.",
		ZH: "B 不是并发的：它和 A 一样，%d 个客户端只能一个接一个地服务。",
	}
	coresBound = phrase.Phrase{
		EN: "B serves up to %d clients at the same time and is only %.1f times as fast as A, which serves one at a time: this thinking is computing, and the number of cores is %d. Threads overlap waiting, not computing.",
		ZH: "B 最多同时服务 %d 个客户端，速度却只是 A 的 %.1f 倍（A 一次服务一个）：这里的思考是计算，而处理器核数是 %d。线程能重叠等待，不能重叠计算。",
	}
	enoughCores = phrase.Phrase{
		EN: "B is %.1f times as fast as A: this thinking is computing, and up to %d clients at the same time had a core each, of %d. More clients than cores would gain nothing.",
		ZH: "B 的速度是 A 的 %.1f 倍：这里的思考是计算，最多 %d 个客户端同时各占一个核（共 %d 个核）。客户端多于核数时就不会更快。",
	}
	oneCore = phrase.Phrase{
		EN: "B lets up to %d clients in, and is only %.1f times as fast as A, which serves one at a time: this thinking is computing, and of %d cores it had about one. Either the machine had other work to do, or B holds a lock.",
		ZH: "B 最多同时接待 %d 个客户端，速度却只是 A 的 %.1f 倍（A 一次服务一个）：这里的思考是计算，而 %d 个核里它大约只用到一个。要么机器正忙着别的事，要么 B 占着锁。",
	}
	notConcurrent = phrase.Phrase{
		EN: "B is not concurrent (%.1f times as fast as A): %s; %s.",
		ZH: "B 不是并发的（速度是 A 的 %.1f 倍）：%s；%s。",
	}
	faster = phrase.Phrase{
		EN: "B is %.1f times as fast as A: %s; %s.",
		ZH: "B 的速度是 A 的 %.1f 倍：%s；%s。",
	}
	bothConcurrent = phrase.Phrase{
		EN: "Both are concurrent, and B is %.1f times as fast as A: %s; %s.",
		ZH: "两个都是并发的，B 的速度是 A 的 %.1f 倍：%s；%s。",
	}

	clauseSerial = phrase.Phrase{
		EN: "%s serves one client at a time, and the others queue",
		ZH: "%s 一次只服务一个客户端，其余的都在排队",
	}
	clauseInTurn = phrase.Phrase{
		EN: "%s lets up to %d clients in, but thinks for one at a time, as one does that computes or holds a lock",
		ZH: "%s 最多同时接待 %d 个客户端，但一次只为一个思考，像是在计算或占着锁",
	}
	clauseTogether = phrase.Phrase{
		EN: "%s serves all clients at the same time, so that their waiting overlaps",
		ZH: "%s 同时服务所有客户端，等待互相重叠",
	}
	clauseStraggler = phrase.Phrase{
		EN: "%s serves all clients at the same time, but some took far longer than others",
		ZH: "%s 同时服务所有客户端，但有的比别的慢得多",
	}
	clausePool = phrase.Phrase{
		EN: "%s serves up to %d clients at the same time",
		ZH: "%s 最多同时服务 %d 个客户端",
	}
	clauseSlowly = phrase.Phrase{
		EN: "%s lets up to %d clients in, and thinks for about %d at a time, as one does that computes or waits for locks",
		ZH: "%s 最多同时接待 %d 个客户端，大约同时为 %d 个思考，像是在计算或等锁",
	}
)
