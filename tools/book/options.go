package main

import (
	"net"
	"os"
	"slices"
	"strconv"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// options are what the command line says.
type options struct {
	addr string
	lab  string
}

func (o *options) tool() cli.Tool {
	return cli.Tool{
		Name: "book", Example: "go run ./tools/book -addr 127.0.0.1:0",
		Purpose: purpose,
		Flags: []cli.Flag{
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 0.0.0.0:8080", Into: &o.addr},
			{Name: "lab", Value: "FOLDER", Purpose: helpLab, Example: "-lab ../tcplab", Into: &o.lab},
		},
	}
}

// complete checks the options.
func (o *options) complete(line cli.Line) error {
	if len(line.Args) > 0 {
		return line.Wrong(noArgs, strings.Join(line.Args, " "))
	}
	_, port, err := net.SplitHostPort(o.addr)
	if err != nil {
		return line.Wrong(badAddr, o.addr)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return line.Wrong(badPort, o.addr)
	}
	return nil
}

// readers is the language in which everybody begins, or "" if each browser is
// to say.
func (o *options) readers(line cli.Line, args []string) phrase.Lang {
	isLang := func(arg string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		return strings.HasPrefix(arg, "-") && name == "lang"
	}
	if os.Getenv("LAB_LANG") != "" || slices.ContainsFunc(args, isLang) {
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
		ZH: "实验室的文件夹（默认是当前文件夹）",
	}
	noArgs = phrase.Phrase{
		EN: "it takes flags only, not %q.",
		ZH: "只能带选项，不能带 %q。",
	}
	badAddr = phrase.Phrase{
		EN: "-addr takes HOST:PORT, such as 127.0.0.1:8080, not %q.",
		ZH: "-addr 的格式是 主机:端口，例如 127.0.0.1:8080，不能是 %q。",
	}
	badPort = phrase.Phrase{
		EN: "a port is a number from 0 to 65535: %q has none.",
		ZH: "端口是 0 到 65535 的整数：%q 不符合。",
	}
	inTheFolder = phrase.Phrase{
		EN: "there are no pages in %q: run it in the lab's folder, where docs/ is, or name that with -lab.",
		ZH: "%q 里没有课程页面：请到 docs/ 所在的文件夹里运行，或用 -lab 指明。",
	}
	isAt = phrase.Phrase{
		EN: "The book is at %s",
		ZH: "请用浏览器打开 %s",
	}
	howToEnd = phrase.Phrase{
		EN: "Ctrl+C closes it.",
		ZH: "按 Ctrl+C 结束。",
	}
)
