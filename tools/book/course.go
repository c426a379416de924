package main

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
)

// An entry is a page in the contents.
type entry struct {
	Page, Title, URL string

	Done    string // how far the student is
	Current bool
	Parts   []heading // of the current page
}

// contents lists the pages of the course, and those that are about the lab. A
// page that the course does not name comes last, and one that is not there is
// left out.
func (s *site) contents(lang phrase.Lang) (pages, about []entry) {
	files, _ := fs.Glob(s.lab, "docs/"+string(lang)+"/*.md") // the pattern is a good one
	var names []string
	for _, file := range files {
		if served(file) {
			names = append(names, strings.TrimSuffix(path.Base(file), ".md"))
		}
	}
	place := func(name string) int {
		if i := slices.Index(course.Pages, name); i >= 0 {
			return i
		}
		return len(course.Pages)
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	progress := s.progress(lang)
	for _, name := range names {
		e := s.entry(lang, name)
		e.Done = progress[name]
		pages = append(pages, e)
	}
	for _, name := range inRoot {
		if s.exists(fileOf(lang, name)) {
			about = append(about, s.entry(lang, name))
		}
	}
	return pages, about
}

func (s *site) entry(lang phrase.Lang, name string) entry {
	title := name
	if source, err := fs.ReadFile(s.lab, fileOf(lang, name)); err == nil {
		title = titleOf(source, name)
	}
	return entry{Page: name, Title: title, URL: pageURL(lang, name)}
}

func (s *site) exists(file string) bool {
	_, err := fs.Stat(s.lab, file)
	return err == nil
}

// progress is how far the student is, by the page: "passed", or how much of the
// homework. It is empty for a lab in which nobody works.
func (s *site) progress(lang phrase.Lang) map[string]string {
	text, err := fs.ReadFile(s.lab, exercise.ProgressFile)
	if err != nil {
		return nil
	}
	pages := map[string]string{}
	solved, homework := 0, 0
	for _, e := range exercise.All {
		switch done := exercise.Parse(text)[e.ID].Solved; {
		case e.Homework:
			homework++
			if done {
				solved++
			}
		case done:
			pages[course.Lessons[e.Lesson-1].Name] = words["passed"].In(lang)
		}
	}
	if solved > 0 {
		pages["homework"] = fmt.Sprintf("%d/%d", solved, homework)
	}
	return pages
}
