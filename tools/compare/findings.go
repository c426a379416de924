package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"

	"tcplab/shared/atomicfile"
	"tcplab/tools/internal/chart"
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
