// Docs makes the parts of the pages that come from the lab itself: programs cut
// into steps, differences between lessons, transcripts and pictures of plays, in
// both languages. It plays every play; if one no longer goes as its recording
// tells, it is recorded anew.
//
//	make docs
//	go run ./tools/docs         the same, without make
//	go run ./tools/docs -keep   with the recordings as they are
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"

	"tcplab/shared/process"
)

func main() {
	keep := flag.Bool("keep", false, "keep the recordings as they are, and play nothing")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *keep)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

// run makes everything anew that is not as it should be.
func run(ctx context.Context, keep bool) error {
	root, err := process.Root()
	if err != nil {
		return err
	}
	if !keep {
		if err := record(ctx, root); err != nil {
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
		fmt.Println("written anew:", f.name)
		if err := os.WriteFile(f.path(root), f.text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// record plays every play, and keeps the new recording where the old one is no
// longer true.
func record(ctx context.Context, root string) error {
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
		if err := f.keep(root); err != nil {
			return err
		}
	}
	return nil
}
