package main

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
)

// templates make what is around a page.
var templates = template.Must(template.ParseFS(assets, "assets/*.tmpl"))

// A frame is a page with all that is around it. One of Body, Chapters,
// Folder and Missing is what it shows.
type frame struct {
	Lang  phrase.Lang
	Title string
	Pages []entry // of the course
	About []entry // pages about the lab

	Prev, Next *entry
	Switch     string // the same in the other language
	Foreign    bool   // the text is in English, whatever the frame

	Body     template.HTML
	Whole    bool
	Chapters []chapter
	Path     []link // of a listing
	Folder   []link
	Missing  string // what is not there
}

// A chapter is a page within the whole course.
type chapter struct {
	ID string
	page
}

// A link is text that leads somewhere.
type link struct{ Text, URL string }

func (s *site) frame(lang phrase.Lang, title string) *frame {
	f := &frame{Lang: lang, Title: title}
	f.Pages, f.About = s.contents(lang)
	return f
}

// turnTo marks the page that is shown, and finds those before and after it.
func (f *frame) turnTo(name string, headings []heading) {
	mark := func(e *entry) {
		e.Current = true
		for _, h := range headings {
			if h.Level == 2 {
				e.Parts = append(e.Parts, h)
			}
		}
	}
	for i := range f.Pages {
		if f.Pages[i].Page != name {
			continue
		}
		mark(&f.Pages[i])
		if i > 0 {
			f.Prev = &f.Pages[i-1]
		}
		if i+1 < len(f.Pages) {
			f.Next = &f.Pages[i+1]
		}
	}
	for i := range f.About {
		if f.About[i].Page == name {
			mark(&f.About[i])
		}
	}
}

// crumbs lead from the lab's folder to a file.
func crumbs(file string, lang phrase.Lang) []link {
	links := []link{{"tcplab", urlOf(".", lang)}}
	if file == "." {
		return links
	}
	at := ""
	for part := range strings.SplitSeq(file, "/") {
		at = path.Join(at, part)
		links = append(links, link{part, urlOf(at, lang)})
	}
	return links
}

// Say is a word of the frame in the language of the page.
func (f *frame) Say(name string) (string, error) {
	word, ok := words[name]
	if !ok {
		return "", fmt.Errorf("there is no word %q", name)
	}
	return word.In(f.Lang), nil
}

// Root is where the reader begins.
func (f *frame) Root() string { return pageURL(f.Lang, "index") }

// All is where the whole course is.
func (f *frame) All() string { return pageURL(f.Lang, "all") }

// Search is where the text of all pages is.
func (f *frame) Search() string { return "/" + string(f.Lang) + "/search.js" }

// HTMLLang is the language as HTML names it.
func (f *frame) HTMLLang() string { return htmlLang(f.Lang) }

// OtherLang is the language that the reader may switch to.
func (f *frame) OtherLang() string { return htmlLang(f.Lang.Other()) }

func htmlLang(lang phrase.Lang) string {
	if lang == phrase.Chinese {
		return "zh-CN"
	}
	return "en"
}

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
