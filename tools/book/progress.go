package main

import (
	"fmt"
	"io/fs"
	"slices"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
)

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
			i := slices.IndexFunc(course.Lessons, func(l course.Lesson) bool { return l.Number == e.Lesson })
			if i >= 0 {
				pages[course.Lessons[i].Name] = words["passed"].In(lang)
			}
		}
	}
	if solved > 0 {
		pages["homework"] = fmt.Sprintf("%d/%d", solved, homework)
	}
	return pages
}
