package main

import "tcplab/shared/phrase"

var (
	siteTitle = phrase.Phrase{EN: "The tcplab book", ZH: "tcplab 课本"}
	notThere  = phrase.Phrase{EN: "There is no such page", ZH: "没有这个页面"}
	notHere   = phrase.Phrase{EN: "%s is not in this book", ZH: "%s 不在这本课本里"}
)

// words are those around a page.
var words = map[string]phrase.Phrase{
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
