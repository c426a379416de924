package main

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
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
	s.mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Vary", "Accept-Language")
		redirect(w, r, pageURL(s.readers(r), "index"))
	})
	s.mux.HandleFunc("GET /{lang}", s.serveLang)
	s.mux.HandleFunc("GET /{lang}/{page...}", s.servePage)
	s.mux.HandleFunc("GET /code/{file...}", s.serveCode)
	s.mux.HandleFunc("GET /images/{image}", s.serveImage)
	s.mux.HandleFunc("GET /assets/{asset}", s.serveAsset)
	s.mux.HandleFunc("/", s.notFound)
	return s
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
		s.notFound(w, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusFound) // not for ever: the port may serve something else tomorrow
}

// serveLang leads from /en to its first page.
func (s *site) serveLang(w http.ResponseWriter, r *http.Request) {
	lang, ok := phrase.Parse(r.PathValue("lang"))
	if !ok {
		s.notFound(w, r)
		return
	}
	redirect(w, r, pageURL(lang, "index"))
}

// servePage answers with a page of the course, or with all of them.
func (s *site) servePage(w http.ResponseWriter, r *http.Request) {
	lang, ok := phrase.Parse(r.PathValue("lang"))
	name := r.PathValue("page")
	written, isFile := strings.CutSuffix(name, ".md")
	file := fileOf(lang, written)
	switch {
	case ok && name == "all":
		s.serveAll(w, lang)
		return
	case ok && name == "search.js":
		s.serveSearch(w, lang)
		return
	case !ok, !served(file), !s.exists(file):
		s.notFound(w, r)
		return
	case isFile, written == "index":
		redirect(w, r, pageURL(lang, written))
		return
	}
	if name == "" {
		name = "index"
	}
	setter := &setter{lab: s.lab, lang: lang}
	page, err := setter.page(file)
	if err != nil {
		s.broken(w, err)
		return
	}
	f := s.frame(lang, page.Title)
	f.turnTo(name, page.Headings)
	f.Foreign = twinOf(file) == file && lang == phrase.Chinese // it is in English alone
	f.Switch = pageURL(lang.Other(), name)
	if !s.exists(fileOf(lang.Other(), name)) {
		f.Switch = pageURL(lang.Other(), "index")
	}
	f.Body = page.Body
	s.write(w, http.StatusOK, f)
}

// serveAll answers with the whole course in one page, to be printed.
func (s *site) serveAll(w http.ResponseWriter, lang phrase.Lang) {
	f := s.frame(lang, siteTitle.In(lang))
	f.Whole = true
	f.Switch = pageURL(lang.Other(), "all")
	setter := &setter{lab: s.lab, lang: lang, whole: true}
	for _, entry := range f.Pages {
		page, err := setter.page(fileOf(lang, entry.Page))
		if err != nil {
			s.broken(w, err)
			return
		}
		f.Chapters = append(f.Chapters, chapter{entry.Page, page})
	}
	s.write(w, http.StatusOK, f)
}

// serveCode answers with a file of the lab, to be read, or with what is in a
// folder.
func (s *site) serveCode(w http.ResponseWriter, r *http.Request) {
	file := path.Clean(r.PathValue("file"))
	lang := s.readers(r)
	if !served(file) {
		s.notFound(w, r)
		return
	}
	f := s.frame(lang, file)
	f.Path = crumbs(file, lang)
	f.Switch = (&url.URL{Path: r.URL.Path, RawQuery: "lang=" + string(lang.Other())}).String()
	info, err := fs.Stat(s.lab, file)
	switch {
	case err != nil: // or a link that leads out of the lab
		s.notFound(w, r)
		return
	case info.IsDir():
		f.Title = path.Join("tcplab", file)
		f.Folder, err = s.folder(file, lang)
	case path.Ext(file) == "" && !slices.Contains(topFiles, file):
		s.notFound(w, r) // a program that was left there
		return
	default:
		var source []byte
		if source, err = fs.ReadFile(s.lab, file); err == nil {
			var b bytes.Buffer
			listing(&b, file, string(source))
			f.Body = template.HTML(b.String())
		}
	}
	if err != nil {
		s.broken(w, err)
		return
	}
	s.write(w, http.StatusOK, f)
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
func (s *site) serveImage(w http.ResponseWriter, r *http.Request) {
	file := "docs/images/" + r.PathValue("image")
	if !imageFile.MatchString(file) || !served(file) || !s.exists(file) {
		s.notFound(w, r)
		return
	}
	pageserver.ServeFile(w, r, s.lab, file)
}

func (s *site) serveAsset(w http.ResponseWriter, r *http.Request) {
	file := "assets/" + r.PathValue("asset")
	if _, err := fs.Stat(assets, file); err != nil || path.Ext(file) == ".tmpl" {
		s.notFound(w, r)
		return
	}
	pageserver.ServeFile(w, r, assets, file)
}

// notFound says so, in the reader's language, and where to go on.
func (s *site) notFound(w http.ResponseWriter, r *http.Request) {
	f := s.frame(s.readers(r), notThere.In(s.readers(r)))
	f.Missing = r.URL.Path
	f.Switch = pageURL(f.Lang.Other(), "index")
	s.write(w, http.StatusNotFound, f)
}

// broken is the answer when a page cannot be made.
func (s *site) broken(w http.ResponseWriter, err error) {
	fmt.Fprintf(os.Stderr, "book: %v\n", err)
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

func (s *site) write(w http.ResponseWriter, status int, f *frame) {
	var b bytes.Buffer // what fails, fails before the status is out
	if err := templates.ExecuteTemplate(&b, "frame.html.tmpl", f); err != nil {
		s.broken(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
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
