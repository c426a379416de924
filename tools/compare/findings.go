package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"tcplab/shared/atomicfile"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// measured is a comparison: its summary, and the recording of each server.
type measured struct {
	timeline.Summary
	recordings []timeline.Recording
}

func measuredOf(recordings []timeline.Recording) measured {
	return measured{timeline.SummarizeAll(recordings), recordings}
}

// names are those of the servers.
func (m measured) names() (names []string) {
	for _, r := range m.recordings {
		names = append(names, r.Plan.Server)
	}
	return names
}

func (m measured) clients() int { return m.recordings[0].Plan.Clients }

// findings are what was measured, or found in a folder.
type findings struct {
	once  *measured
	sweep []measured // in the order of their clients
}

// points are the summaries of the sweep.
func (f findings) points() (points []timeline.Summary) {
	for _, m := range f.sweep {
		points = append(points, m.Summary)
	}
	return points
}

// redraw draws what was recorded in a folder.
func (c *comparer) redraw(context.Context) (failed int, err error) {
	found, err := read(os.DirFS(c.from))
	switch {
	case err != nil:
		return 0, errors.New(badRecording.Format(c.lang, err))
	case found.once == nil && found.sweep == nil:
		return 0, errors.New(noRecording.Format(c.lang, c.from))
	}
	for i, m := range found.sweep {
		if i == 0 {
			c.screen.sweepHead(m.names())
		}
		c.screen.sweepRow(m.Summary)
	}
	return c.finish(found, !sameFolder(c.from, c.out))
}

// finish shows the numbers, and saves the pictures and, if asked, the recordings.
func (c *comparer) finish(found findings, save bool) (failed int, err error) {
	points := found.points()
	c.show(found.once, points)
	files := map[string][]byte{}
	if points != nil {
		files["sweep.svg"] = chart.Sweep(points, svg.View{Lang: c.lang})
		files["sweep.html"] = chart.SweepPage(points, c.lang)
		for _, p := range points {
			failed += p.Failed
		}
	}
	if found.once != nil {
		failed += found.once.Failed
		files["compare.svg"] = chart.Compare(found.once.Summary, svg.View{Lang: c.lang})
		files["compare.html"] = chart.ComparePage(found.once.Summary, c.lang)
	}
	if save && found.once != nil {
		maps.Copy(files, found.once.files())
	}
	err = atomicfile.WriteAll(c.out, files)
	if save && found.sweep != nil && err == nil {
		err = c.saveSweep(found.sweep)
	}
	if err != nil {
		return 0, c.notSaved(err)
	}
	if found.once != nil && save { // an older run may have had one server more
		for _, name := range timeline.Files[len(found.once.recordings):] {
			os.Remove(filepath.Join(c.out, name))
		}
	}
	for _, page := range []string{"compare.html", "sweep.html"} {
		if files[page] != nil {
			c.screen.saved(c.out, page)
		}
	}
	return failed, nil
}

// show shows the numbers, to people or to programs.
func (c *comparer) show(once *measured, points []timeline.Summary) {
	if c.json {
		c.printJSON(once, points)
		return
	}
	if once != nil {
		c.screen.report(once.Summary)
	}
	if n := len(points); n > 0 {
		c.screen.sweepVerdict(points[n-1])
	}
}

func sameFolder(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// sweepFolder has a folder for each number of clients, with the recordings.
const sweepFolder = "sweep"

// draft is the name of a folder until it is complete.
const draft = ".compare-*"

// files are the recordings, by their names.
func (m measured) files() map[string][]byte {
	files := map[string][]byte{}
	for i, r := range m.recordings {
		files[timeline.Files[i]] = r.Lines()
	}
	return files
}

// saveSweep writes the recordings of a sweep. They replace those of an older one only
// when they are complete.
func (c *comparer) saveSweep(all []measured) error {
	dir, err := os.MkdirTemp(c.out, draft)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fresh, old, final := filepath.Join(dir, "new"), filepath.Join(dir, "old"), filepath.Join(c.out, sweepFolder)
	for _, m := range all {
		if err := atomicfile.WriteAll(filepath.Join(fresh, strconv.Itoa(m.clients())), m.files()); err != nil {
			return err
		}
	}
	if err := os.Rename(final, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, final); err != nil {
		return errors.Join(err, os.Rename(old, final))
	}
	return nil
}

func (c *comparer) notSaved(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err // the folder is named already
	}
	return cli.Fail(notSaved, c.out, err)
}

// read reads what was recorded in a folder: a comparison, a sweep, both, or
// nothing.
func read(dir fs.FS) (found findings, err error) {
	all, err := timeline.ReadAll(dir, ".")
	switch {
	case err == nil:
		found.once = new(measuredOf(all))
	case !errors.Is(err, fs.ErrNotExist):
		return found, err
	}
	folders, err := fs.ReadDir(dir, sweepFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	for _, folder := range folders {
		if _, err := strconv.Atoi(folder.Name()); err != nil || !folder.IsDir() {
			continue // not ours
		}
		all, err := timeline.ReadAll(dir, path.Join(sweepFolder, folder.Name()))
		if err != nil {
			return found, err
		}
		m := measuredOf(all)
		if strconv.Itoa(m.clients()) != folder.Name() {
			continue // it may be a copy
		}
		if len(found.sweep) > 0 && len(found.sweep[0].recordings) != len(all) {
			return found, fmt.Errorf("%s/%s: %w", sweepFolder, folder.Name(), timeline.ErrNoRecording)
		}
		found.sweep = append(found.sweep, m)
	}
	slices.SortFunc(found.sweep, func(a, b measured) int { return a.clients() - b.clients() })
	return found, nil
}
