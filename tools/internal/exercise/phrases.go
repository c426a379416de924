package exercise

import "tcplab/shared/phrase"

// HelpForce explains the flag that shows a solution in any case.
var HelpForce = phrase.Phrase{
	EN: "show a solution before yours has passed (default with FORCE=1 in the environment)",
	ZH: "作业还没有通过，也显示参考答案（与环境变量 FORCE=1 作用相同）",
}

// What coach.go says.
var (
	laidOut = phrase.Phrase{
		EN: "%s is ready: open it in an editor.",
		ZH: "%s 已经放好，请用编辑器打开。",
	}
	isThere = phrase.Phrase{
		EN: "%s exists already, and was not changed.\n" +
			"To start over: %s. It keeps what you have.",
		ZH: "%s 已经存在，没有改动。\n" +
			"要重新开始：%s，原来的会留着。",
	}
	isKept = phrase.Phrase{
		EN: "What you had is kept in %s.",
		ZH: "原来的保留在 %s。",
	}
	notLaidOut = phrase.Phrase{
		EN: "the task cannot be written: %v.\n" +
			"work/ must be a folder that you may write to, on a disk with room.",
		ZH: "无法布置任务：%v。\n" +
			"work/ 应当是一个可写的文件夹，磁盘也要有空间。",
	}
	notReset = phrase.Phrase{
		EN: "the task cannot be laid out again: %v.\n" +
			"Nothing is lost. work/ must be a folder that you may write to, on a disk with\n" +
			"room, and no other program may have the task's folder open.",
		ZH: "无法重新布置任务：%v。\n" +
			"原来的都还在。work/ 应当是一个可写的文件夹，磁盘要有空间，\n" +
			"而且没有别的程序占用这个任务的文件夹。",
	}
	lessonAltered = phrase.Phrase{
		EN: "Careful: %s was changed.\n" +
			"It is not the lesson that came with the lab, and your work starts from it.\n" +
			"To restore it:\n" +
			"    %s\n" +
			"Then %s lays the task out again.",
		ZH: "注意：%s 被改过，已经不是课程自带的那一课，\n" +
			"而你的任务是从它开始的。恢复的办法：\n" +
			"    %s\n" +
			"然后用 %s 重新布置。",
	}
	fromArchive = phrase.Phrase{
		EN: "take this one file from a fresh copy of the lab",
		ZH: "从新下载的 tcplab 里，把这个文件复制过来",
	}

	found = phrase.Phrase{
		EN: "Your last check found: %s\n",
		ZH: "上次检查发现：%s\n",
	}
	number = phrase.Phrase{
		EN: "Hint %d of %d\n\n%s\n",
		ZH: "提示 %d（共 %d 条）\n\n%s\n",
	}
	allShown = phrase.Phrase{
		EN: "You have seen all the hints. Here they are again:\n",
		ZH: "提示已经全部给过了，再看一遍：\n",
	}
	notCounted = phrase.Phrase{
		EN: "work/progress.json cannot be written: %v.\n" +
			"work/ must be a folder that you may write to, on a disk with room.",
		ZH: "无法写入 work/progress.json：%v。\n" +
			"work/ 应当是一个可写的文件夹，磁盘也要有空间。",
	}

	lessons   = phrase.Phrase{EN: "Lessons", ZH: "课程"}
	homework  = phrase.Phrase{EN: "\nHomework", ZH: "\n作业"}
	hasPassed = phrase.Phrase{EN: "passed", ZH: "已通过"}
	hasBegun  = phrase.Phrase{EN: "begun", ZH: "已开始"}
	notYet    = phrase.Phrase{EN: "not passed", ZH: "还没通过"}
	untouched = phrase.Phrase{EN: "laid out", ZH: "还没动手"}
	lastCheck = phrase.Phrase{EN: "the last check found: %s", ZH: "上次检查发现：%s"}

	nextStart = phrase.Phrase{
		EN: "Next is task %s: %s.\n" +
			"    %s",
		ZH: "下一步是任务 %s：%s。\n" +
			"    %s",
	}
	nextWrite = phrase.Phrase{
		EN: "Next is task %s: %s.\n" +
			"You have changed nothing yet. Open %s, write your change, then\n" +
			"    %s\n" +
			"Stuck? %s",
		ZH: "下一步是任务 %s：%s。\n" +
			"还没有改过：请打开 %s 动手写，写好之后\n" +
			"    %s\n" +
			"不会？%s",
	}
	nextCheck = phrase.Phrase{
		EN: "Next is task %s: %s.\n" +
			"Go on in %s, then\n" +
			"    %s\n" +
			"Stuck? %s",
		ZH: "下一步是任务 %s：%s。\n" +
			"请继续写 %s，然后\n" +
			"    %s\n" +
			"不会？%s",
	}
	badHomework = phrase.Phrase{
		EN: "-homework takes 1, 2, 3, 4a, 4b, 4c, 4d, 5, 6 or 7; you gave %q.",
		ZH: "-homework 只能是 1、2、3、4a、4b、4c、4d、5、6 或 7，不能是 %q。",
	}
	allPassed = phrase.Phrase{
		EN: "You have passed everything. Congratulations!",
		ZH: "恭喜，全部通过！",
	}
	passFirst = phrase.Phrase{
		EN: "pass the check first, with %s; then you may see our solution.\n" +
			"To see it anyway: %s",
		ZH: "先通过检查，再看参考答案：%s。\n" +
			"一定要现在看：%s",
	}
)

// What exercise.go says.
var (
	heading   = phrase.Phrase{EN: "Task %s: %s", ZH: "任务 %s：%s"}
	commands  = phrase.Phrase{EN: "In the folder of the lab:", ZH: "在实验目录里："}
	runs      = phrase.Phrase{EN: "runs it", ZH: "运行它"}
	aClient   = phrase.Phrase{EN: "a client, in another terminal", ZH: "客户端，在另一个终端运行"}
	theServer = phrase.Phrase{EN: "the server, in another terminal", ZH: "服务器，先在另一个终端运行"}
	checks    = phrase.Phrase{EN: "checks it", ZH: "检查它"}
	hints     = phrase.Phrase{EN: "gives a hint", ZH: "给一条提示"}
)
