package main

import (
	"errors"
	"os"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/timeline"
)

// A measured comparison, and the recordings that it comes from.
type measured struct {
	timeline.Comparison
	recordings [2]timeline.Recording
}

// measuredOf is the comparison that was recorded.
func measuredOf(recordings [2]timeline.Recording) measured {
	a, b := timeline.Of(recordings[0]), timeline.Of(recordings[1])
	return measured{timeline.Comparison{A: a, B: b}, recordings}
}

// findings are all that was measured, or found in a folder.
type findings struct {
	once  *measured
	sweep []measured // in the order of their clients
}

// points are the comparisons of the sweep.
func (f findings) points() (points []timeline.Comparison) {
	for _, m := range f.sweep {
		points = append(points, m.Comparison)
	}
	return points
}

// redraw draws whatever was recorded in a folder.
func (c *comparer) redraw() (failed int, err error) {
	found, err := read(os.DirFS(c.from))
	switch {
	case err != nil:
		return 0, errors.New(badRecording.Format(c.lang, err))
	case found.once == nil && found.sweep == nil:
		return 0, errors.New(noRecording.Format(c.lang, c.from))
	}
	for i, point := range found.points() {
		if i == 0 {
			c.screen.sweepHead(point.A.Plan.Server, point.B.Plan.Server)
		}
		c.screen.sweepRow(point)
	}
	return c.finish(found, !sameFolder(c.from, c.out))
}

// finish shows the numbers, and draws the pictures. The recordings are saved as
// well, unless they come from there.
func (c *comparer) finish(found findings, save bool) (failed int, err error) {
	c.show(found)
	files := map[string][]byte{}
	if points := found.points(); points != nil {
		files["sweep.svg"] = chart.Sweep(points, c.lang)
		files["sweep.html"] = chart.SweepPage(points, c.lang)
		for _, p := range points {
			failed += p.Failed()
		}
		if save {
			if err := c.saveSweep(found.sweep); err != nil {
				return 0, err
			}
		}
	}
	if found.once != nil {
		failed += found.once.Failed()
		files["compare.svg"] = chart.Compare(found.once.Comparison, c.lang)
		files["compare.html"] = chart.ComparePage(found.once.Comparison, c.lang)
		if save {
			for i, name := range recordings {
				files[name] = lines(found.once.recordings[i])
			}
		}
	}
	if err := c.save(files); err != nil {
		return 0, err
	}
	for _, page := range []string{"compare.html", "sweep.html"} {
		if files[page] != nil {
			c.screen.saved(c.out, page)
		}
	}
	return failed, nil
}

// show shows the numbers, to people or to programs.
func (c *comparer) show(found findings) {
	var once *timeline.Comparison
	if found.once != nil {
		once = &found.once.Comparison
	}
	if c.json {
		c.printJSON(once, found.points())
		return
	}
	if once != nil {
		c.screen.report(*once)
	}
	if points := found.points(); points != nil {
		c.screen.sweepVerdict(points)
	}
}

func sameFolder(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

var (
	badRecording = phrase.Phrase{
		EN: "the recording cannot be read (%v). Was the file changed? Measure again.",
		ZH: "记录无法读取（%v）。文件被改过吗？请重新测量。",
	}
	noRecording = phrase.Phrase{
		EN: "there is no recording in %s: neither a.jsonl and b.jsonl, nor a folder sweep.",
		ZH: "%s 里没有记录：既没有 a.jsonl 和 b.jsonl，也没有 sweep 文件夹。",
	}
)
