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
