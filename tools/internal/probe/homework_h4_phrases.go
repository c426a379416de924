package probe

import "tcplab/shared/phrase"

// What is said of homework h4a, h4c and h4d.
var (
	headingAtMost = phrase.Phrase{
		EN: "Homework h4a: at most three clients at once",
		ZH: "作业 h4a：同时最多三个客户端",
	}
	headingRelay = phrase.Phrase{
		EN: "Homework h4c: a relay between users",
		ZH: "作业 h4c：用户之间转发消息",
	}
	sawInside = phrase.Phrase{
		EN: "%d clients are served at once",
		ZH: "同时服务了 %d 个客户端",
	}
	sawStillOpen = phrase.Phrase{
		EN: "client 4 was not turned away: its connection stayed open",
		ZH: "客户端 4 没有被拒绝：它的连接没有关闭",
	}
	sawGreetedToo = phrase.Phrase{
		EN: "client 4 was greeted like the others: it got %s",
		ZH: "客户端 4 和别人一样收到了欢迎词：%s",
	}
	sawTurnedAway = phrase.Phrase{
		EN: "client 4 was turned away",
		ZH: "客户端 4 被拒之门外",
	}
	sawNoRoomAgain = phrase.Phrase{
		EN: "client %d %s, and the next one was still turned away",
		ZH: "客户端 %d %s，下一个仍然被拒绝",
	}
	sawFourAgain = phrase.Phrase{
		EN: "clients had been turned away and had left; then client %d was let in although there were three",
		ZH: "有的客户端被拒绝，有的离开，此后客户端 %d 进来了，虽然里面已经有三个",
	}
	sawToldSo = phrase.Phrase{
		EN: "client 4 was told %s",
		ZH: "客户端 4 收到 %s",
	}
	sawMoreAtOnce = phrase.Phrase{
		EN: "%d clients came at the same moment, and %d of them were served",
		ZH: "%d 个客户端同时到来，其中 %d 个得到了服务",
	}
	saidExit = phrase.Phrase{
		EN: "said exit",
		ZH: "说了 exit",
	}
	hasClosed = phrase.Phrase{
		EN: "closed its connection",
		ZH: "关闭了连接",
	}
	hasCrashed = phrase.Phrase{
		EN: "was reset, as by a crash",
		ZH: "像崩溃那样重置了连接",
	}
	sawRoomAgain = phrase.Phrase{
		EN: "three left, each in another way, and the next one was served each time; no more than three ever were",
		ZH: "三个客户端以不同的方式离开，每次下一个都得到了服务；同时从来没有超过三个",
	}
	sawNotDelivered = phrase.Phrase{
		EN: "Michael wrote to %s, who %s. In all, they have received: %s",
		ZH: "Michael 写给 %s，对方%s。到现在为止各人收到的：%s",
	}
	sawOtherText = phrase.Phrase{
		EN: "%s got %s, which is not the message of %s. In all, they have received: %s",
		ZH: "%s 收到 %s，不是 %s 的消息。到现在为止各人收到的：%s",
	}
	sawNoLineEnd = phrase.Phrase{
		EN: "%s got %s, which does not end with a newline: the next message would be glued to it",
		ZH: "%s 收到 %s，末尾没有换行：下一条消息会和它连在一起",
	}
	sawRefusedSilently = phrase.Phrase{
		EN: "a second user called %s was closed without a sentence that says why",
		ZH: "第二个叫 %s 的用户没有收到任何说明就被关闭了",
	}
	sawLostName = phrase.Phrase{
		EN: "a second user called %s was refused, and then the first one got no message any more. They have received: %s",
		ZH: "第二个叫 %s 的用户被拒绝，此后第一个也收不到消息了。各人收到的：%s",
	}
	sawStandsStill = phrase.Phrase{
		EN: "a second user called %s was refused, and then no message of anybody got an answer: is there a lock that is not unlocked on this way?",
		ZH: "第二个叫 %s 的用户被拒绝，此后谁发的消息都没有回应：是不是有一把锁在这里没有解开？",
	}
	sawNotFree = phrase.Phrase{
		EN: "%s %s, and a new user of this name got no message. They have received: %s",
		ZH: "%s %s，新来的同名用户却收不到消息。各人收到的：%s",
	}
	sawOneOfMany = phrase.Phrase{
		EN: "%d users took the name %s at the same moment, and %d of them were let in",
		ZH: "%d 个用户在同一时刻用 %s 这个名字注册，进来了 %d 个",
	}
	sawIgnoresExit = phrase.Phrase{
		EN: "client %d said exit, and the server did not close",
		ZH: "客户端 %d 说了 exit，服务器没有关闭连接",
	}
	sawDelivered = phrase.Phrase{
		EN: "the message arrived: %s",
		ZH: "消息送到了：%s",
	}
	sawOverheard = phrase.Phrase{
		EN: "%s, who was not named, got %s",
		ZH: "没有被点名的 %s 收到了 %s",
	}
	sawPrivate = phrase.Phrase{
		EN: "the third user got nothing",
		ZH: "第三个用户什么也没收到",
	}
	sawUntold = phrase.Phrase{
		EN: "Michael wrote to %s, who is not there, and was not told so",
		ZH: "Michael 写给不在线的 %s，却没有得到通知",
	}
	sawCutInstead = phrase.Phrase{
		EN: "Michael wrote to %s, who is not there, and was cut off instead of being told so",
		ZH: "Michael 写给不在线的 %s，没有得到通知，自己反而被断开了",
	}
	sawUnknownTold = phrase.Phrase{
		EN: "a user who writes to somebody who is not there is told so",
		ZH: "写给不在线的人会得到通知",
	}
	sawSameName = phrase.Phrase{
		EN: "a second user called %s was let in",
		ZH: "第二个叫 %s 的用户也进来了",
	}
	sawNameTaken = phrase.Phrase{
		EN: "a name that is in use was refused",
		ZH: "已有人用的名字被拒绝了",
	}
	headingQueue = phrase.Phrase{
		EN: "Homework h4d: %d workers and a queue",
		ZH: "作业 h4d：%d 个工作者和一个队列",
	}
	sawServedToo = phrase.Phrase{
		EN: "client %d was served although %d others were: it got %s",
		ZH: "客户端 %d 也得到了服务，虽然已经有 %d 个在接受服务：它收到 %s",
	}
	sawTooFew = phrase.Phrase{
		EN: "client %d %s; %d are to be served at the same time",
		ZH: "客户端 %d %s；应当同时服务 %d 个",
	}
	sawFullQueue = phrase.Phrase{
		EN: "client %d could not even connect: the accept queue is full. Accept those who wait, or give listen a larger number",
		ZH: "客户端 %d 连接都没有建立：accept 队列满了。请先 accept 排队的客户端，或者给 listen 一个更大的数",
	}
	sawCrowdCut = phrase.Phrase{
		EN: "%d more clients came to wait, and client %d %s",
		ZH: "又来了 %d 个客户端排队，其中客户端 %d %s",
	}
	sawOutOfOrder = phrase.Phrase{
		EN: "client %d was served before client %d, which came earlier",
		ZH: "客户端 %d 先得到服务，而客户端 %d 来得更早",
	}
	sawNotItsTurn = phrase.Phrase{
		EN: "client %d %s, and client %d, whose turn it was, %s; %s",
		ZH: "客户端 %d %s，轮到客户端 %d，它%s；%s",
	}
	sawInOrder = phrase.Phrase{
		EN: "three left, each in another way, and the next one in the queue was served each time",
		ZH: "三个客户端以不同的方式离开，每次都轮到队列里的下一个",
	}
	gotNothing = phrase.Phrase{
		EN: "nothing",
		ZH: "（什么也没有）",
	}
	remarkRegister = phrase.Phrase{
		EN: "%d users register at the very same moment, write to each other and leave; then again.",
		ZH: "%d 个用户在同一时刻注册、互相发消息、离开，然后再来一次。",
	}
	sawLostAmongMany = phrase.Phrase{
		EN: "%d users had registered at the same moment: %s wrote to %s, who %s. These two have received: %s; %s",
		ZH: "%d 个用户在同一时刻注册：%s 写给 %s，对方%s。这两个用户收到的：%s；%s",
	}
	sawRace = phrase.Phrase{
		EN: "goroutines use the same data at the same time, and one of them changes it; %s",
		ZH: "几个 goroutine 同时使用同一份数据，其中至少一个在修改它；%s",
	}
	sawNoRace = phrase.Phrase{
		EN: "%d users at the same moment did each other no harm",
		ZH: "%d 个用户同时行动，互不妨碍",
	}
)
