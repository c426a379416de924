package main

import (
	"os"

	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// options are what the command line says.
type options struct {
	addr string
	lab  string
	out  string // the folder for the book as files; empty: it is served
}

func (o *options) tool() cli.Tool {
	o.addr, o.lab = course.BookAddr, "."
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/book", Example: "-addr 127.0.0.1:0",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 0.0.0.0:8080", Into: flags.HostPort(&o.addr)},
			{Name: "lab", Value: "FOLDER", Purpose: helpLab, Example: "-lab ../tcplab", Into: &o.lab},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out book", Into: &o.out},
		},
	}}
}

// readers is the language in which everybody begins, or "" if each browser is
// to say.
func readers(line flags.Line) phrase.Lang {
	if os.Getenv("LAB_LANG") != "" || line.Given("lang") {
		return line.Lang
	}
	return ""
}

var (
	purpose = phrase.Phrase{
		EN: "serves the pages of the lab to a browser on this machine, without a network",
		ZH: "在本机用浏览器阅读课程页面，不需要网络",
	}
	helpAddr = phrase.Phrase{
		EN: "where to listen (default 127.0.0.1:8080); port 0 takes a free one,\n      and 0.0.0.0 opens the book to the network",
		ZH: "监听地址（默认 127.0.0.1:8080）；端口 0 表示任选空闲端口，\n      0.0.0.0 表示对整个网络开放",
	}
	helpLab = phrase.Phrase{
		EN: "the folder of the lab (default: this one)",
		ZH: "实验目录（默认是当前文件夹）",
	}
	helpOut = phrase.Phrase{
		EN: "write the book into this folder, as files that a browser shows without a server",
		ZH: "把全部页面写成文件放进这个文件夹，不用服务器，浏览器就能打开",
	}
	inTheFolder = phrase.Phrase{
		EN: "there are no pages in %q: run it in the lab's folder, where docs/ is, or name that folder with -lab.",
		ZH: "%q 里没有课程页面：请到 docs/ 所在的文件夹里运行，或用 -lab 指明。",
	}
	cannotListen = phrase.Phrase{EN: "the book cannot be started: %s\n%s", ZH: "无法打开课程页面：%s\n%s"}
	isAt         = phrase.Phrase{
		EN: "The book is at %s",
		ZH: "请用浏览器打开 %s",
	}
	written = phrase.Phrase{
		EN: "The book is written. To read it: %s",
		ZH: "已写好，这样打开：%s",
	}
	howToEnd = phrase.Phrase{
		EN: "Ctrl+C closes it.",
		ZH: "按 Ctrl+C 结束。",
	}
)
