package main

import "tcplab/shared/phrase"

var (
	siteTitle = phrase.Phrase{EN: "The tcplab book", ZH: "tcplab 课本"}
	notThere  = phrase.Phrase{EN: "There is no such page", ZH: "没有这个页面"}
	notHere   = phrase.Phrase{EN: "%s is not in this book", ZH: "%s 不在这本课本里"}
)

// words are those around a page.
var words = phrase.Words{
	"site":     siteTitle,
	"skip":     {EN: "Skip to the text", ZH: "跳到正文"},
	"contents": {EN: "Contents", ZH: "目录"},
	"about":    {EN: "About the lab", ZH: "关于 tcplab"},
	"steps":    {EN: "Pages before and after", ZH: "上一页和下一页"},
	"previous": {EN: "Previous", ZH: "上一页"},
	"next":     {EN: "Next", ZH: "下一页"},
	"all":      {EN: "Print all", ZH: "整本打印"},
	"search":   {EN: "Search (key /)", ZH: "搜索（按 / 键）"},
	"found":    {EN: "Found", ZH: "找到的内容"},
	"nothing":  {EN: "Nothing found", ZH: "没有找到"},
	"passed":   {EN: "passed", ZH: "已通过"},
	"theme":    {EN: "Light or dark", ZH: "浅色或深色"},
	"copy":     {EN: "Copy", ZH: "复制"},
	"copyCode": {EN: "Copy this code", ZH: "复制这段代码"},
	"copied":   {EN: "Copied", ZH: "已复制"},
	"missing":  {EN: "The book has nothing at this address:", ZH: "课本里没有这个地址："},
	"begin":    {EN: "Go to the first page", ZH: "回到首页"},
	"path":     {EN: "Where the file is", ZH: "文件的位置"},
	"empty":    {EN: "There is nothing to read in this folder.", ZH: "这个文件夹里没有可读的内容。"},
}

// What main.go says.
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
	notWritten = phrase.Phrase{
		EN: "the book cannot be saved in %s: %v. Name a folder that you may write to, on a disk with room: -out DIR",
		ZH: "课程页面无法保存到 %s：%v。请指定一个可写且有空间的文件夹：-out 文件夹",
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
