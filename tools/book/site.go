package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/pageserver"
)

// A site is the book as a web site.
type site struct {
	lab       fs.FS
	lang      phrase.Lang // in which everybody begins, or "" if the browser says
	otherwise phrase.Lang // if it does not
	mux       *http.ServeMux
}

//go:embed assets
var assets embed.FS

func newSite(lab fs.FS, lang, otherwise phrase.Lang) http.Handler {
	s := &site{lab: lab, lang: lang, otherwise: otherwise, mux: http.NewServeMux()}
	s.handle("GET /{$}", func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Vary", "Accept-Language")
		return redirect(w, r, pageURL(s.readers(r), "index"))
	})
	s.handle(aLang, s.servePage)
	s.handle("GET /{lang}/{page...}", s.servePage)
	s.handle("GET /code/{file...}", s.serveCode)
	s.handle("GET /images/{image}", s.serveImage)
	s.handle("GET /assets/{asset}", s.serveAsset)
	s.handle("/", func(http.ResponseWriter, *http.Request) error { return fs.ErrNotExist })
	return s
}

// aLang is what leads from /en to its first page.
const aLang = "GET /{lang}"

// handle has requests answered. The error of an answer is fs.ErrNotExist for what is
// no part of the book.
func (s *site) handle(pattern string, answer func(http.ResponseWriter, *http.Request) error) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if err := answer(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// headers keep the pages to themselves: they ask nobody else for anything, and
// run no script but ours. The styles of the pictures are in the pages.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
		"img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy":        "no-referrer",
	"Cache-Control":          "no-cache", // a page may have been edited
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	// A path that leads upwards is not one of ours: it would only be redirected.
	if p := r.URL.Path; p != "/" && path.Clean(p) != strings.TrimSuffix(p, "/") {
		s.fail(w, r, fs.ErrNotExist)
		return
	}
	s.mux.ServeHTTP(w, r)
}

func redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusFound) // not for ever: the port may serve something else tomorrow
	return nil
}

// servePage answers with a page of the course, or with all of them.
func (s *site) servePage(w http.ResponseWriter, r *http.Request) error {
	lang, ok := phrase.Parse(r.PathValue("lang"))
	name := r.PathValue("page")
	written, isFile := strings.CutSuffix(name, ".md")
	file := fileOf(lang, written)
	switch {
	case ok && name == "all":
		return s.serveAll(w, lang)
	case ok && name == "search.js":
		return s.serveSearch(w, lang)
	case !ok, !served(file), !s.exists(file):
		return fs.ErrNotExist
	case isFile, written == "index", r.Pattern == aLang:
		return redirect(w, r, pageURL(lang, written))
	}
	if name == "" {
		name = "index"
	}
	setter := &setter{lab: s.lab, lang: lang}
	page, err := setter.page(file)
	if err != nil {
		return err
	}
	f := s.frame(lang, page.Title)
	f.turnTo(name, page.Headings)
	f.Foreign = twinOf(file) == file && lang == phrase.Chinese // it is in English alone
	f.Switch = pageURL(lang.Other(), name)
	if !s.exists(fileOf(lang.Other(), name)) {
		f.Switch = pageURL(lang.Other(), "index")
	}
	f.Body = page.Body
	return f.write(w, http.StatusOK)
}

// serveAll answers with the whole course in one page, to be printed.
func (s *site) serveAll(w http.ResponseWriter, lang phrase.Lang) error {
	f := s.frame(lang, siteTitle.In(lang))
	f.Whole = true
	f.Switch = pageURL(lang.Other(), "all")
	setter := &setter{lab: s.lab, lang: lang, whole: true}
	for _, entry := range f.Pages {
		page, err := setter.page(fileOf(lang, entry.Page))
		if err != nil {
			return err
		}
		f.Chapters = append(f.Chapters, chapter{entry.Page, page})
	}
	return f.write(w, http.StatusOK)
}

// serveCode answers with a file of the lab, to be read, or with what is in a
// folder.
func (s *site) serveCode(w http.ResponseWriter, r *http.Request) error {
	file := path.Clean(r.PathValue("file"))
	lang := s.readers(r)
	if !served(file) || !s.exists(file) { // or a link that leads out of the lab
		return fs.ErrNotExist
	}
	f := s.frame(lang, file)
	f.Path = crumbs(file, lang)
	f.Switch = (&url.URL{Path: r.URL.Path, RawQuery: "lang=" + string(lang.Other())}).String()
	folder, err := s.folder(file, lang)
	switch {
	case err == nil:
		f.Title, f.Folder = path.Join("tcplab", file), folder
	case path.Ext(file) == "" && !slices.Contains(topFiles, file):
		return fs.ErrNotExist // a program that was left there
	default:
		source, err := fs.ReadFile(s.lab, file)
		if err != nil {
			return err
		}
		f.Body = listing(file, string(source))
	}
	return f.write(w, http.StatusOK)
}

// folder lists what the book shows of a folder.
func (s *site) folder(name string, lang phrase.Lang) (links []link, err error) {
	entries, err := fs.ReadDir(s.lab, name)
	for _, entry := range entries {
		file := path.Join(name, entry.Name())
		if !served(file) {
			continue
		}
		text := entry.Name()
		if entry.IsDir() {
			text += "/"
		} else if path.Ext(file) == "" && name != "." {
			continue
		}
		links = append(links, link{text, urlOf(file, lang)})
	}
	return links, err
}

// serveImage answers with a picture as a file of its own.
func (s *site) serveImage(w http.ResponseWriter, r *http.Request) error {
	file := "docs/images/" + r.PathValue("image")
	if !imageFile.MatchString(file) || !served(file) || !s.exists(file) {
		return fs.ErrNotExist
	}
	pageserver.ServeFile(w, r, s.lab, file)
	return nil
}

func (s *site) serveAsset(w http.ResponseWriter, r *http.Request) error {
	file := "assets/" + r.PathValue("asset")
	if _, err := fs.Stat(assets, file); err != nil || path.Ext(file) == ".tmpl" {
		return fs.ErrNotExist
	}
	pageserver.ServeFile(w, r, assets, file)
	return nil
}

// fail says in the reader's language that something is not there, and where to go
// on; or else, why a page cannot be made.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		f := s.frame(s.readers(r), notThere.In(s.readers(r)))
		f.Missing = r.URL.Path
		f.Switch = pageURL(f.Lang.Other(), "index")
		err = f.write(w, http.StatusNotFound)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "book: %v\n", err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (f *frame) write(w http.ResponseWriter, status int) error {
	var b bytes.Buffer // what fails, fails before the status is out
	if err := templates.ExecuteTemplate(&b, "frame.html.tmpl", f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
	return nil
}

var languages = language.NewMatcher([]language.Tag{language.English, language.Chinese})

// readers is the language of the one who asks: that of the page, that which the
// book was started with, or that which the browser prefers.
func (s *site) readers(r *http.Request) phrase.Lang {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, named := range []string{first, r.URL.Query().Get("lang"), string(s.lang)} {
		if lang, ok := phrase.Parse(named); ok {
			return lang
		}
	}
	accept := r.Header.Get("Accept-Language")
	if accept == "" {
		return s.otherwise
	}
	if _, i := language.MatchStrings(languages, accept); i == 1 {
		return phrase.Chinese
	}
	return phrase.English
}
