// Docs makes what comes from the lab itself in the pages, in both languages:
// programs cut into steps, differences between lessons, terminals and diagrams of
// plays; and all other pictures. It plays every play; if one no longer goes as its
// recording tells, it is recorded again.
//
//	make docs
//	go tool docs         the same, without make
//	go tool docs -keep   with the recordings as they are
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"tcplab/shared/atomicfile"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
)

func main() {
	keep := false
	os.Exit(cli.Main(cli.Tool{
		Run: func(ctx context.Context, s *cli.Session) (code int, err error) { return 0, run(ctx, s, keep) },
		Command: flags.Command{
			Path: "tools/docs", Purpose: phrase.Same("fills in again what comes from the lab in the pages"),
			Flags: []flags.Flag{
				{Name: "keep", Purpose: phrase.Same("keep the recordings as they are, and play nothing"), Example: "-keep", Into: &keep},
			},
		},
	}))
}

// run writes every file that is out of date.
func run(ctx context.Context, out io.Writer, keep bool) error {
	root, err := process.Root()
	if err != nil {
		return err
	}
	if !keep {
		if err := record(ctx, out, root); err != nil {
			return err
		}
	}
	w, err := newWeaver(root)
	if err != nil {
		return err
	}
	files, err := w.all()
	if err != nil {
		return err
	}
	for _, f := range files {
		if !f.isStale(root) {
			continue
		}
		fmt.Fprintln(out, "written:", f.name)
		if err := atomicfile.Write(f.path(root), f.text); err != nil {
			return err
		}
	}
	return nil
}

// record plays every play, and keeps the new recording where the old one is no
// longer true.
func record(ctx context.Context, out io.Writer, root string) error {
	if runtime.GOOS != "linux" {
		return errors.New("the recordings are of Linux; -keep (make docs ARGS=-keep) takes them as they are")
	}
	dir, err := process.Build("./lessons/...", "./tools/web")
	if err != nil {
		return err
	}
	all, err := playAll(ctx, dir, 4)
	if err != nil {
		return err
	}
	for _, f := range all {
		if err := f.keep(out, root); err != nil {
			return err
		}
	}
	return nil
}
