package exercise

import (
	"embed"
	"strconv"

	"tcplab/shared/course"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// All is the table of exercises, in the order of the course.
var All = withTexts([]Exercise{
	lesson(1, client("-to", "1")),
	lesson(2, client("-to", "2")),
	lesson(3, client("-to", "3")),
	lesson(4, client()),
	lesson(5, server),
	{ID: "7", Lesson: 7, Stage: 4, Name: course.Lessons[6].Name, Title: course.Lessons[6].Title, Peer: client()},
	{
		ID: "h1", Lesson: 1, Homework: true, Name: "h1-four-numbers", Peer: client("-to", "1"),
		Title: phrase.Phrase{EN: "the four numbers of a connection", ZH: "一个连接的四个数"},
	},
	{
		ID: "h2", Lesson: 2, Homework: true, Name: "h2-failing-send", Peer: client("-to", "2"),
		Title: phrase.Phrase{EN: "a send that fails", ZH: "失败的 send"},
	},
	{
		ID: "h3", Lesson: 3, Homework: true, Name: "h3-silent-client",
		Peer:  howto.Either("nc 127.0.0.1 45586", client("-i", "-to", "3")),
		Title: phrase.Phrase{EN: "the silent client", ZH: "一声不吭的客户端"},
	},
	{
		ID: "h4a", Lesson: 4, Homework: true, Shared: true, Name: "h4a-at-most-three", Peer: client("-i", "-to", "4"),
		Title: phrase.Phrase{EN: "at most three clients", ZH: "最多三个客户端"},
	},
	{
		ID: "h4b", Lesson: 4, Homework: true, Name: "h4b-finish-first", Peer: client("-i", "-to", "4"),
		Title: phrase.Phrase{EN: "finish first, then end", ZH: "先收尾，再结束"},
	},
	{
		ID: "h4c", Lesson: 4, Homework: true, Shared: true, Name: "h4c-relay", Peer: netcat,
		Title: phrase.Phrase{EN: "a relay between users", ZH: "用户之间的转发服务器"},
	},
	{
		ID: "h4d", Lesson: 4, Homework: true, Name: "h4d-workers", Peer: client("-i", "-to", "4"),
		Title: phrase.Phrase{EN: "workers and a queue", ZH: "工作者和队列"},
	},
	{
		ID: "h5", Lesson: 5, Homework: true, Name: "h5-pieces", Peer: server,
		Title: phrase.Phrase{EN: "replies that come in pieces", ZH: "分成几段到达的回复"},
	},
	{
		ID: "h6", Lesson: 4, Homework: true, Name: "h6-lines", Peer: netcat,
		Title: phrase.Phrase{EN: "lines, however they arrive", ZH: "不管怎样到达的行"},
	},
	{
		ID: "h7", Lesson: 5, Homework: true, Name: "h7-checker", Peer: "go run ./tools/homework/h6-lines",
		Title: phrase.Phrase{EN: "write the checker", ZH: "自己写检查程序"},
	},
})

// What talks with the work, in another terminal.
var (
	client = course.Lessons[4].Command
	server = course.Lessons[3].Command()
	netcat = howto.Either("nc 127.0.0.1 9999", "ncat 127.0.0.1 9999")
)

// lesson is the exercise of writing lesson n.
func lesson(n int, peer string) Exercise {
	l := course.Lessons[n-1]
	return Exercise{ID: strconv.Itoa(n), Lesson: n, Name: l.Name, Title: l.Title, Peer: peer}
}

// tasks has two files for each exercise: tasks/ID.en.md and tasks/ID.zh.md.
//
//go:embed tasks/*.md
var tasks embed.FS

// withTexts reads the task and the hints of each exercise.
func withTexts(all []Exercise) []Exercise {
	for i := range all {
		e := &all[i]
		text, err := phrase.Load(tasks, "tasks/"+e.ID, "task", "hint 1", "hint 2", "hint 3")
		if err != nil {
			panic(err)
		}
		e.Task = text["task"]
		e.Hints = [3]phrase.Phrase{text["hint 1"], text["hint 2"], text["hint 3"]}
	}
	return all
}
