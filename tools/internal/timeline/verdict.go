package timeline

import (
	"time"

	"tcplab/shared/phrase"
)

// Speedup is how many times as fast as a b is; 0 if that cannot be told, as not
// all clients were done.
func Speedup(a, b *Run) float64 {
	if len(a.Failed())+len(b.Failed()) > 0 || a.Makespan() <= 0 || b.Makespan() <= 0 {
		return 0
	}
	return float64(a.Makespan()) / float64(b.Makespan())
}

// instant is a conversation too short to be compared.
const instant = 10 * time.Millisecond

// Verdict says in a sentence what the comparison of two runs shows. Letters
// stand for the servers: A and B.
func Verdict(a, b *Run) phrase.Phrase {
	p := verdict(a, b)
	if thinkA, thinkB := a.Delay.Seconds(), b.Delay.Seconds(); max(thinkA, thinkB) > 1.2*min(thinkA, thinkB)+0.001 {
		differ := thinkDiffers.With(thinkA, thinkB)
		p.EN, p.ZH = p.EN+" "+differ.EN, p.ZH+differ.ZH
	}
	return p
}

func verdict(a, b *Run) phrase.Phrase {
	n, speedup := a.Plan.Clients, Speedup(a, b)
	onceA, onceB := a.AtOnce(), b.AtOnce()
	switch {
	case len(a.Failed())+len(b.Failed()) > 0:
		return someFailed.With(len(a.Failed()), len(b.Failed()), n)
	case n == 1:
		return aloneClient
	case min(a.Conversation(), b.Conversation()) < instant:
		return noThinking
	case a.MostWaited() < a.Conversation()/10 && b.MostWaited() < b.Conversation()/10 && onceA == 1 && onceB == 1:
		return farApart
	case onceA == 1 && onceB == 1:
		return bothSerial.With(n)
	case onceA > 1 && onceB == 1:
		return swapped.With(n, onceA)
	case onceA == 1 && b.Computes && b.Cores < onceB:
		return coresBound.With(onceB, speedup, b.Cores)
	case onceA == 1 && speedup < 1.5:
		return noOverlap.With(onceB, speedup)
	case onceA == 1 && 2*b.Makespan() > 3*b.poolTheory(onceB):
		return partlyOverlap.With(speedup, onceB)
	case onceA == 1 && b.Computes:
		return enoughCores.With(speedup, onceB, b.Cores)
	case onceA == 1 && onceB == n:
		return concurrent.With(speedup, n)
	case onceA == 1:
		return pool.With(speedup, onceB, n)
	case a.Computes || b.Computes:
		return bothComputing.With(onceA, onceB, speedup, max(a.Cores, b.Cores))
	}
	return bothConcurrent.With(onceA, onceB, speedup)
}

// poolTheory is how long the run takes if so many clients are served at the
// same time.
func (r *Run) poolTheory(atOnce int) time.Duration {
	return max(r.Concurrent(), r.Serial()/time.Duration(atOnce))
}

// Serving says how many clients a server has served at the same time.
func (r *Run) Serving() phrase.Phrase {
	switch once := r.AtOnce(); once {
	case 0:
		return servedNone
	case 1:
		return servedOne
	case r.Plan.Clients:
		return servedAll.With(once)
	default:
		return servedSome.With(once)
	}
}

var (
	servedNone = phrase.Phrase{EN: "no client was served", ZH: "没有客户端得到服务"}
	servedOne  = phrase.Phrase{EN: "one client at a time", ZH: "一次服务一个客户端"}
	servedAll  = phrase.Phrase{EN: "all %d clients at the same time", ZH: "同时服务全部 %d 个客户端"}
	servedSome = phrase.Phrase{EN: "up to %d clients at the same time", ZH: "最多同时服务 %d 个客户端"}

	thinkDiffers = phrase.Phrase{
		EN: "But they do not think alike: A takes %.3f s for a message, B %.3f s.",
		ZH: "不过它们的思考时间不同：A 每条消息 %.3f 秒，B %.3f 秒。",
	}
	someFailed = phrase.Phrase{
		EN: "%d clients failed with A and %d with B, of %d: the two times cannot be compared.",
		ZH: "A 有 %d 个客户端失败，B 有 %d 个（各共 %d 个）：两边的时间无法比较。",
	}
	aloneClient = phrase.Phrase{
		EN: "One client alone never waits for another: take more clients to see a difference.",
		ZH: "只有一个客户端时谁也不用等谁：多来几个客户端才能看出差别。",
	}
	noThinking = phrase.Phrase{
		EN: "The servers hardly think, so there is no waiting to overlap: a longer -delay shows the difference.",
		ZH: "服务器几乎不思考，没有可以重叠的等待：把 -delay 调大才能看出差别。",
	}
	farApart = phrase.Phrase{
		EN: "The clients came so far apart that none of them had to wait: a shorter -stagger shows the difference.",
		ZH: "客户端来得太分散，谁也不用等：把 -stagger 调小才能看出差别。",
	}
	bothSerial = phrase.Phrase{
		EN: "B is not concurrent: like A, it serves the %d clients one after the other.",
		ZH: "B 不是并发的：它和 A 一样，%d 个客户端只能一个接一个地服务。",
	}
	swapped = phrase.Phrase{
		EN: "B is not concurrent: it serves the %d clients one after the other, where A serves up to %d at the same time.",
		ZH: "B 不是并发的：%d 个客户端它一个接一个地服务，而 A 最多同时服务 %d 个。",
	}
	coresBound = phrase.Phrase{
		EN: "B serves up to %d clients at the same time and is only %.1f times as fast as A, which serves one at a time: this thinking is computing, and there are %d cores. Threads overlap waiting, not computing.",
		ZH: "B 最多同时服务 %d 个客户端，速度却只是 A 的 %.1f 倍（A 一次服务一个）：这里的思考是计算，而处理器只有 %d 个核。线程能重叠等待，不能重叠计算。",
	}
	enoughCores = phrase.Phrase{
		EN: "B is %.1f times as fast as A: this thinking is computing, and up to %d clients at the same time had a core each, of %d. More clients than cores would gain nothing.",
		ZH: "B 的速度是 A 的 %.1f 倍：这里的思考是计算，最多 %d 个客户端同时各占一个核（共 %d 个核）。客户端多于核数时就不会更快。",
	}
	noOverlap = phrase.Phrase{
		EN: "B lets up to %d clients in at the same time, yet is only %.1f times as fast as A: their thinking does not overlap. Does it compute, or hold a lock meanwhile?",
		ZH: "B 最多同时接待 %d 个客户端，速度却只是 A 的 %.1f 倍：它们的思考没有重叠。是在计算，还是占着锁？",
	}
	partlyOverlap = phrase.Phrase{
		EN: "B is %.1f times as fast as A, which serves one client at a time; B serves up to %d at the same time, but more than their thinking takes time: to connect so many, to compute, or to wait for a lock.",
		ZH: "B 的速度是 A 的 %.1f 倍（A 一次服务一个客户端）；B 最多同时服务 %d 个，但花时间的不只是思考：可能是连接太多、要计算，或在等锁。",
	}
	concurrent = phrase.Phrase{
		EN: "B is %.1f times as fast as A: it serves all %d clients at the same time, so that their waiting overlaps; A serves one at a time, and the others queue.",
		ZH: "B 的速度是 A 的 %.1f 倍：它同时服务全部 %d 个客户端，等待互相重叠；A 一次只服务一个，其余的都在排队。",
	}
	pool = phrase.Phrase{
		EN: "B is %.1f times as fast as A: it serves up to %d of the %d clients at the same time, and A one at a time.",
		ZH: "B 的速度是 A 的 %.1f 倍：它最多同时服务 %d 个客户端（共 %d 个），A 一次只服务一个。",
	}
	bothConcurrent = phrase.Phrase{
		EN: "Both are concurrent: A serves up to %d clients at the same time, B up to %d, and B is %.1f times as fast.",
		ZH: "两个都是并发的：A 最多同时服务 %d 个客户端，B 最多 %d 个，B 的速度是 A 的 %.1f 倍。",
	}
	bothComputing = phrase.Phrase{
		EN: "Both are concurrent, A with up to %d clients at the same time and B with up to %d; B is %.1f times as fast. This thinking is computing, and there are %d cores.",
		ZH: "两个都是并发的：A 最多同时服务 %d 个客户端，B 最多 %d 个，B 的速度是 A 的 %.1f 倍。这里的思考是计算，而处理器只有 %d 个核。",
	}
)
