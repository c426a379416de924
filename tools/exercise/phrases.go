package main

import "tcplab/shared/phrase"

var (
	purpose = phrase.Phrase{
		EN: "writes task ID into work/, or resets it; gives one more hint; or shows the\n" +
			"solution of homework that has passed. next says what comes next.\n" +
			"ID is 1 to 5 or 7 for the lessons, h1 h2 h3 h4a h4b h4c h4d h5 h6 h7 for homework",
		ZH: "布置任务 ID（也可以重新布置），逐条给出提示，或在作业通过后显示参考答案；\n" +
			"next 列出哪些已经通过，下一步做什么。\n" +
			"ID 是 1 到 5 或 7（课程），或 h1 h2 h3 h4a h4b h4c h4d h5 h6 h7（作业）",
	}

	badCommand = phrase.Phrase{
		EN: "give start, hint, reset or solution, and one ID, such as start 3, or next alone;\nyou gave %q.",
		ZH: "请写 start、hint、reset 或 solution，再写一个 ID，如 start 3；也可以只写 next。\n不能是 %q。",
	}
	noExercise = phrase.Phrase{
		EN: "ID is 1 to 5 or 7 for the lessons, h1 h2 h3 h4a h4b h4c h4d h5 h6 h7 for homework; you gave %q.",
		ZH: "ID 是 1 到 5 或 7（课程），或 h1 h2 h3 h4a h4b h4c h4d h5 h6 h7（作业），不能是 %q。",
	}
	noHomework = phrase.Phrase{
		EN: "only homework h1 h2 h3 h4a h4b h4c h4d h5 h6 h7 has a solution; you gave %q.",
		ZH: "只有作业 h1 h2 h3 h4a h4b h4c h4d h5 h6 h7 有参考答案，没有 %q。",
	}
	inTheFolder = phrase.Phrase{
		EN: "this is not the lab's folder: run it where lessons/ is.",
		ZH: "这里不是实验目录，请到 lessons/ 所在的文件夹里运行。",
	}

	beginFirst = phrase.Phrase{
		EN: "You have not started yet. Get the task with: %s",
		ZH: "你还没有开始：%s 会布置任务。",
	}
	nextHint = phrase.Phrase{
		EN: "Still stuck? For the next hint: %s",
		ZH: "还是不会？下一条提示：%s",
	}
	thenCheck = phrase.Phrase{
		EN: "Then: %s",
		ZH: "改好之后：%s",
	}
)
