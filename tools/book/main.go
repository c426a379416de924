// Book serves the pages of the lab as a small web site on this machine, so that
// a class without a network has them in a browser. It reads the files at every
// request: anyone who edits a page reloads it, and sees.
//
//	go tool book
//	go tool book -addr 127.0.0.1:0    any free port
//	go tool book -out book            the same as files, to be read without a server
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"

	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/pageserver"
)

func main() { os.Exit(cli.Main(new(options).tool())) }

// options are what the command line says.
type options struct {
	addr string
	lab  string
	out  string // the folder for the book as files; empty: it is served
}

func (o *options) tool() cli.Tool {
	o.addr, o.lab = course.BookAddr, "."
	return cli.Tool{Run: o.run, Unfinished: 1, Command: flags.Command{
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

func (o *options) run(ctx context.Context, s *cli.Session) (code int, err error) {
	root, err := openLab(o.lab)
	if err != nil {
		return 0, cli.Fail(inTheFolder, o.lab)
	}
	defer root.Close()
	handler := newSite(root.FS(), readers(s.Line), s.Lang)
	if o.out != "" {
		if err := writeFiles(ctx, handler, o.out); err != nil {
			if file, ok := errors.AsType[*fs.PathError](err); ok {
				err = cli.Fail(notWritten, file.Path, file.Err)
			}
			return 0, err
		}
		fmt.Fprintln(s, written.Format(s.Lang, howto.Open(filepath.Join(o.out, "index.html"))))
		return 0, nil
	}
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return 0, cli.Fail(cannotListen, fault.Text(err), fault.Explain(err, event.Server))
	}
	for _, url := range pageserver.URLs(listener.Addr()) {
		fmt.Fprintln(s, isAt.Format(s.Lang, url))
	}
	fmt.Fprintln(s, howToEnd.In(s.Lang))
	return 0, pageserver.Serve(ctx, "book", listener, handler)
}

// openLab opens the folder of the lab. Nothing outside can be reached by it,
// whatever the path or a link says.
func openLab(folder string) (*os.Root, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	if _, err := root.Stat("docs/en/index.md"); err != nil {
		root.Close()
		return nil, err
	}
	return root, nil
}
