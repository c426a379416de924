package main

import (
	"regexp"
	"strings"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// explain writes below each kind of message of the Go compiler, the first time that
// it comes, what to do about it, in lines of so many columns.
func explain(said string, width int, lang phrase.Lang) string {
	var b strings.Builder
	page := cli.NewTerminal(&b, width)
	var remedy string // of the message above
	explained := map[string]bool{"": true}
	flush := func() {
		if !explained[remedy] {
			page.Say("    → ", remedy)
		}
		explained[remedy] = true
	}
	for line := range strings.Lines(strings.TrimSpace(said) + "\n") {
		if !strings.HasPrefix(line, "\t") { // else the message goes on
			flush()
			remedy = remedyFor(line).In(lang)
		}
		b.WriteString(line)
	}
	flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// remedyFor returns what to do about a message of the compiler, if it is among the
// frequent ones.
func remedyFor(message string) phrase.Phrase {
	for _, m := range messages {
		if m.like.MatchString(message) {
			return m.remedy
		}
	}
	return phrase.Phrase{}
}

// messages are the frequent ones of beginners. The first one that is like it counts.
var messages = []struct {
	like   *regexp.Regexp
	remedy phrase.Phrase
}{
	{regexp.MustCompile(`invalid character U\+|[（），。；：“”‘’！].* undefined`), phrase.Phrase{
		EN: "This character comes from a Chinese input method or a word processor. Type it in English, as ( ) , ; : \" and '.",
		ZH: "这是中文输入法或文字处理软件的字符。代码里的标点要用英文输入法输入，例如 ( ) , ; : \" 和 '。",
	}},
	{regexp.MustCompile(`(illegal|invalid) UTF-8|illegal character NUL|invalid BOM`), phrase.Phrase{
		EN: "The file is not saved in UTF-8. Save it again in the editor, with the encoding UTF-8.",
		ZH: "这个文件不是用 UTF-8 编码保存的。请在编辑器里用 UTF-8 编码另存。",
	}},
	{regexp.MustCompile(`expected 'package', found 'EOF'|no Go files in|directory not found`), phrase.Phrase{
		EN: "There is no program: the file is empty, or has another name than main.go. Save it again in the editor, or take a new one: reset keeps what you have.",
		ZH: "没有程序：文件是空的，或者不叫 main.go 了。请在编辑器里重新保存，或用 reset 重新布置（原来的会留着）。",
	}},
	{regexp.MustCompile(`no space left on device|disk quota exceeded|read-only file system`), phrase.Phrase{
		EN: "The fault is not in your program: Go has no room on the disk for what it builds. Make room, or set TMPDIR and GOCACHE to folders that have some.",
		ZH: "不是你的程序错了：磁盘上没有地方放编译的结果。请清理磁盘，或把 TMPDIR 和 GOCACHE 设为有空间的文件夹。",
	}},
	{regexp.MustCompile(`too many open files|resource temporarily unavailable`), phrase.Phrase{
		EN: "The fault is not in your program: this terminal allows too few open files or processes. Open a new terminal, or end programs that you do not need.",
		ZH: "不是你的程序错了：这个终端里允许打开的文件或进程太少。请打开新的终端，或结束用不到的程序。",
	}},
	{regexp.MustCompile(`permission denied|Access is denied`), phrase.Phrase{
		EN: "You are not allowed to read this file, or to write to this folder. Perhaps it was made with sudo. " + howto.Either("To make the lab yours again: sudo chown -R $USER .", "The Security tab of its properties shows who may."),
		ZH: "这个文件你不能读取，或者这个文件夹你不能写入；也许是用 sudo 建的。" + howto.Either("把实验目录改回自己的：sudo chown -R $USER .", "请看它的属性，“安全”那一页。"),
	}},
	{regexp.MustCompile(`no main packages to build|found packages .* and `), phrase.Phrase{
		EN: "Each file of a program begins with package main; this one does not.",
		ZH: "每个文件的代码都要以 package main 开头，否则不是可以运行的程序。",
	}},
	{regexp.MustCompile(`function main is undeclared`), phrase.Phrase{
		EN: "A program starts in func main(), and this one has none.",
		ZH: "程序从 func main() 开始运行，这里却没有它。",
	}},
	{regexp.MustCompile(`redeclared in this block`), phrase.Phrase{
		EN: "This name is declared twice. All .go files of the folder are one program: if the other place is in a copy of your file, move the copy to another folder.",
		ZH: "有两处用了这个名字。如果另一处在别的文件里，那也许是一份副本，请移走：文件夹里所有的 .go 文件合起来是一个程序。",
	}},
	{regexp.MustCompile(`build constraints exclude all|no non-test Go files`), phrase.Phrase{
		EN: "A //go:build line, or a name that ends in _test.go or _windows.go, keeps the file out of the program. Delete that line, or rename the file to main.go.",
		ZH: "//go:build 这一行，或 _test.go、_windows.go 这样的文件名，把文件排除在程序之外。请删掉这一行，或把文件改名为 main.go。",
	}},
	{regexp.MustCompile(`main module \(.*\) does not contain package`), phrase.Phrase{
		EN: "This folder has its own go.mod, so it is not part of the lab. Delete that go.mod.",
		ZH: "这个文件夹里另有一个 go.mod，所以不再属于实验目录。请删掉那个 go.mod。",
	}},
	{regexp.MustCompile(`no required module provides package`), phrase.Phrase{
		EN: "This package comes neither with Go nor with the lab, and no task needs it. Delete this import.",
		ZH: "Go 和实验目录都不带这个包，任务也用不到它。请删掉 import 里的这一行。",
	}},
	{regexp.MustCompile(`^go: |build cache|GOPROXY=off|Get "https?:`), phrase.Phrase{
		EN: "The fault is not in your program: the go command itself does not work here. " + howto.Make("doctor") + " says what to do.",
		ZH: "不是你的程序错了：go 命令在这里用不了。" + howto.Make("doctor") + " 会说明该怎么办。",
	}},
	{regexp.MustCompile(`declared and not used`), phrase.Phrase{
		EN: "In Go, every variable must be used. Use it, delete it, or write _ in its place.",
		ZH: "Go 要求每个变量都用到：用上它，删掉它，或者换成 _。",
	}},
	{regexp.MustCompile(`imported (as \S+ )?and not used`), phrase.Phrase{
		EN: "Delete this line of the import, or use the package.",
		ZH: "删掉 import 里的这一行，或者用上这个包。",
	}},
	{regexp.MustCompile(`undefined`), phrase.Phrase{
		EN: "Nothing has this name here. Is it spelled right, capitals included? Is a package missing from the import? A variable lives only inside the { } in which it was declared.",
		ZH: "这里没有叫这个名字的东西：拼写对吗（区分大小写）？import 里缺这个包吗？变量只在声明它的那对 { } 里有效。",
	}},
	{regexp.MustCompile(`missing return`), phrase.Phrase{
		EN: "The function promises a result, and can reach its end without one: write return and the result before the last }, return nil for instance.",
		ZH: "函数说好要返回结果，却可能走到末尾也没有返回：在最后的 } 之前写上 return 和结果，例如 return nil。",
	}},
	{regexp.MustCompile(`cannot use .* as `), phrase.Phrase{
		EN: "The types differ: the message names what there is, then what is wanted. Convert it, as string(buffer) and []byte(text) do, or give something else.",
		ZH: "类型不一致：消息里先说现在是什么，再说需要什么。请转换，例如 string(buffer)、[]byte(text)，或者换一个值。",
	}},
	{regexp.MustCompile(`assignment mismatch`), phrase.Phrase{
		EN: "Write as many names to the left of = as the call returns values. Most calls return an error as the last one; _ takes what you do not need.",
		ZH: "等号左边的名字要和调用返回的值一样多。多数调用最后还返回一个错误；用不到的写成 _。",
	}},
	{regexp.MustCompile(`no new variables on left side of :=`), phrase.Phrase{
		EN: "All names on the left are declared already: write = instead of :=.",
		ZH: "左边的变量都已经有了：把 := 改成 =。",
	}},
	{regexp.MustCompile(`non-declaration statement outside function body`), phrase.Phrase{
		EN: "Statements, including :=, belong only inside a function. Often one } too many above has ended it.",
		ZH: "语句（包括 :=）只能写在函数里。常常是上面多了一个 }，函数提前结束了。",
	}},
	{regexp.MustCompile(`(not enough|too many) (arguments in call|return values)`), phrase.Phrase{
		EN: "Compare the two lines below it: what you give (have), and what is wanted (want).",
		ZH: "比较它下面的两行：have 是你给的，want 是需要的。",
	}},
	{regexp.MustCompile(`expression in (go|defer) must be function call`), phrase.Phrase{
		EN: "go and defer need a call, with its arguments: go serve(lab, conn), defer conn.Close().",
		ZH: "go 和 defer 后面要写一次函数调用，带上参数：go serve(lab, conn)，defer conn.Close()。",
	}},
	{regexp.MustCompile(`unexpected keyword go\b`), phrase.Phrase{
		EN: "Nobody waits for a goroutine, so it has no result: go begins the line, with nothing to the left of it, as in go serve(lab, conn).",
		ZH: "没有人等 goroutine，所以也拿不到它的返回值：go 写在一行的开头，左边什么也没有，例如 go serve(lab, conn)。",
	}},
	{regexp.MustCompile(`value of type func.* is not used`), phrase.Phrase{
		EN: "This line only names something, and does nothing with it. A call needs its parentheses: conn.Close().",
		ZH: "这一行只写了名字，什么也没做。调用函数要带括号：conn.Close()。",
	}},
	{regexp.MustCompile(`syntax error: unexpected`), phrase.Phrase{
		EN: "The compiler could not read on here. Look at this line and the one before it: a bracket, a comma or a quote is missing, or there is one too many, or a { is on a line of its own.",
		ZH: "编译器读到这里读不下去了。请看这一行和上一行：括号、逗号、引号少了或多了，或者 { 单独占了一行。",
	}},
	{regexp.MustCompile(`missing import path|is not in std`), phrase.Phrase{
		EN: "No package has this name. Put the name in quotes: import \"net\".",
		ZH: "没有叫这个名字的包。包名要放在引号里：import \"net\"。",
	}},
	{regexp.MustCompile(`expected .*, found `), phrase.Phrase{
		EN: "Something else is expected here. Often the line before it has not ended, or a bracket is missing.",
		ZH: "这里应当是别的内容。常常是上一行没有写完，或者缺了括号。",
	}},
}
