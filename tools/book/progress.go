package main

import (
	"fmt"
	"io/fs"

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
			pages[course.Lessons[e.Lesson-1].Name] = words["passed"].In(lang)
		}
	}
	if solved > 0 {
		pages["homework"] = fmt.Sprintf("%d/%d", solved, homework)
	}
	return pages
}
