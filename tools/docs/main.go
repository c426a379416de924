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
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"tcplab/shared/atomicfile"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/play"
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

// languages are those of the pages: the name of their folder.
var languages = []phrase.Lang{phrase.English, phrase.Chinese}

// A fresh recording is of a play that was played just now.
type fresh struct {
	play play.Play
	lang phrase.Lang
	play.Recording
}

// playAll plays every play in every language, with the programs in dir, so many
// at once: their servers mostly think, but a crowded machine shows in the times.
func playAll(ctx context.Context, dir string, atOnce int) ([]fresh, error) {
	var all []fresh
	for _, lang := range languages {
		for _, p := range play.All {
			all = append(all, fresh{play: p, lang: lang})
		}
	}
	errs := make([]error, len(all))
	var wait sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for i := range all {
		places <- struct{}{}
		wait.Go(func() {
			defer func() { <-places }()
			f := &all[i]
			// A lesson is played as in class, an experiment as make see-NAME does.
			set := play.Setting{Programs: dir, Lang: f.lang, Quick: f.play.Lesson == 0}
			f.Recording, _, errs[i] = play.Record(ctx, f.play, set)
		})
	}
	wait.Wait()
	return all, errors.Join(errs...)
}

// stale says why the recording that is kept is not one of the play as it is, or
// nil.
func (f fresh) stale(root string) error {
	kept, err := f.play.Recorded(root, f.lang)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("it was never recorded")
	}
	if err == nil {
		err = f.play.Differ(kept, f.Recording)
	}
	return err
}

// keep keeps the recording, if the one that is kept is stale.
func (f fresh) keep(out io.Writer, root string) error {
	why := f.stale(root)
	if why == nil {
		return nil
	}
	fmt.Fprintf(out, "%s (%s) is recorded again: %v\n", f.play.Name, f.lang, why)
	if _, err := os.Stat(f.play.CaptureFile(root, f.lang)); err == nil {
		fmt.Fprintf(out, "its packets are of another run now: go run -C .ci/packets . -record %s\n", f.play.Name)
	}
	dir, name := filepath.Split(f.play.File(root, f.lang))
	return atomicfile.WriteAll(dir, map[string][]byte{name: f.Lines()})
}
