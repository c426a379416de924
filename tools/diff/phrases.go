package main

import "tcplab/shared/phrase"

var (
	purpose = phrase.Phrase{
		EN: "shows what changed from the lesson before to lesson N. While you write lesson N,\n" +
			"it shows what you have changed, and your work next to the lesson once you have\n" +
			"passed. N may be homework, such as h3, as well",
		ZH: "显示从上一课到第 N 课改了什么。自己正在写第 N 课时，显示你改了什么；\n" +
			"通过检查后，再把你写的和第 N 课对照。N 也可以是作业，如 h3",
	}
	badID = phrase.Phrase{
		EN: "N is the number of a lesson, 2 to %d (1 as well, once yours has passed),\nor homework that you have begun, such as h3; not %q.",
		ZH: "N 是课程编号，从 2 到 %d（自己的第 1 课通过后也可以是 1），\n或已经开始的作业编号，如 h3；不能是 %q。",
	}
	title = phrase.Phrase{
		EN: "From lesson %d (%s)\nto   lesson %d (%s):",
		ZH: "从第 %d 课（%s）\n到第 %d 课（%s）：",
	}
	fromLesson = phrase.Phrase{
		EN: "From lesson %d to your work (+ is yours):",
		ZH: "从第 %d 课到你写的（+ 是你写的）：",
	}
	nextToLesson = phrase.Phrase{
		EN: "Your work next to lesson %d (- is yours, + is the lesson's):",
		ZH: "你写的与第 %d 课对照（- 是你写的，+ 是课程的）：",
	}
	nextToSolution = phrase.Phrase{
		EN: "Your work next to the solution (- is yours, + is the solution's):",
		ZH: "你写的与参考答案对照（- 是你写的，+ 是参考答案的）：",
	}
	same = phrase.Phrase{
		EN: "They are the same, white space aside.",
		ZH: "两者相同（空白不计）。",
	}
	total = phrase.Phrase{
		EN: "Lines of code: %d added, %d removed; comments and white space do not count.",
		ZH: "代码新增 %d 行，删除 %d 行；注释和空白不计。",
	}
	missing     = phrase.Phrase{EN: "a program cannot be read: %v\n%s", ZH: "程序无法读取：%v\n%s"}
	inTheFolder = phrase.Phrase{
		EN: "Run it in the lab's folder, where lessons/ is.",
		ZH: "请在实验目录（lessons/ 所在的文件夹）里运行。",
	}
	unreadable = phrase.Phrase{
		EN: "Your work must be in %s, and you must be allowed to read it. To start over: %s. It keeps what you have.",
		ZH: "自己的程序应当是 %s，而且可以读取。要重新开始：%s，原来的会留着。",
	}
	begin = phrase.Phrase{
		EN: "There is no work yet: %s lays it out, in the lab's folder.",
		ZH: "还没有开始：请在实验目录里运行 %s。",
	}
)
