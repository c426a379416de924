package main

import (
	"tcplab/shared/course"
	"tcplab/shared/phrase"
)

var (
	badName = phrase.Phrase{
		EN: "%q cannot be played: demo takes the number of a lesson, 1 to %d, or the name of an experiment: %s.",
		ZH: "没有 %q 这个演示：请写课程编号 1 到 %d，或实验的名字：%s。",
	}
	helpPackets = phrase.Phrase{
		EN: "show the recording of the pages with the packets that were captured",
		ZH: "显示课程网页里的记录，以及当时捕获的包",
	}
	isRecorded = phrase.Phrase{
		EN: "This is a recording, made on Linux. ~ is a packet that a kernel has sent.",
		ZH: "这是在 Linux 上录下的记录。~ 表示内核发出的一个包。",
	}
	noPackets = phrase.Phrase{
		EN: "no packets were captured of %s. They were of handshake, time-wait, reset, backlog, half-close and pieces.",
		ZH: "%s 没有捕获过包。捕获过的有 handshake、time-wait、reset、backlog、half-close 和 pieces。",
	}
	theEnd = phrase.Phrase{
		EN: "Now you: %s in one terminal, %s in another.",
		ZH: "轮到你了：一个终端里 %s，另一个终端里 %s。",
	}.With(course.Lessons[0].Command(), course.Lessons[4].Command("-to", "1"))
)
