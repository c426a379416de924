package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/pageserver"
)

//go:embed assets
var assets embed.FS

var boardPage = template.Must(template.ParseFS(assets, "assets/board.html.tmpl"))

// A page is the board for browsers.
type page struct {
	ctx     context.Context // of the program
	board   *board
	token   string        // which the button sends
	viewers chan struct{} // holds one for each browser that follows
}

// mostViewers is how many browsers may follow at the same time.
const mostViewers = 64

// headers keep the page to itself: it asks nobody else for anything, and runs no
// script but its own.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
		"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control":                "no-store",
}

func newPage(ctx context.Context, b *board, addr net.Addr) http.Handler {
	p := &page{ctx: ctx, board: b, token: rand.Text(), viewers: make(chan struct{}, mostViewers)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.serveBoard)
	mux.HandleFunc("GET /events", p.serveEvents)
	mux.HandleFunc("GET /run", p.serveRun)
	mux.HandleFunc("POST /play/{number}", p.play)
	for _, asset := range []string{"assets/board.css", "assets/board.js"} {
		mux.HandleFunc("GET /"+asset, func(w http.ResponseWriter, r *http.Request) { pageserver.ServeFile(w, r, assets, asset) })
	}
	return pageserver.Guard(addr, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		mux.ServeHTTP(w, r)
	}))
}

// lang is the language that a request asks for.
func (p *page) lang(r *http.Request) phrase.Lang {
	if lang, ok := phrase.Parse(r.URL.Query().Get("lang")); ok {
		return lang
	}
	return p.board.lang
}

// serveBoard answers with the page. Only a browser of this machine gets the
// buttons: if the page is open to the class, the class looks on.
func (p *page) serveBoard(w http.ResponseWriter, r *http.Request) {
	lang := p.lang(r)
	words := pageWords.In(lang)
	token := ""
	if from, err := netip.ParseAddrPort(r.RemoteAddr); err == nil && from.Addr().Unmap().IsLoopback() {
		token = p.token
	}
	encoded, _ := json.Marshal(words) // strings can be encoded
	var out bytes.Buffer
	err := boardPage.Execute(&out, map[string]any{
		"Lang": lang, "Other": lang.Other(), "Words": words, "JSON": string(encoded), "Token": token,
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(out.Bytes())
}

// How often a browser is told, at most, and how long it may take to hear.
const (
	often    = 150 * time.Millisecond
	patience = 10 * time.Second
)

// serveEvents tells a browser every change, as server-sent events.
func (p *page) serveEvents(w http.ResponseWriter, r *http.Request) {
	select {
	case p.viewers <- struct{}{}:
		defer func() { <-p.viewers }()
	default:
		http.Error(w, "too many browsers follow", http.StatusServiceUnavailable)
		return
	}
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // nothing more is asked for
	w.Header().Set("Content-Type", "text/event-stream")
	for v := range p.board.views(r.Context(), p.lang(r), often) {
		v.Clients = nil // they are in the cards
		data, _ := json.Marshal(v)
		control.SetWriteDeadline(time.Now().Add(patience))
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || control.Flush() != nil {
			return
		}
	}
}

// play switches the server, for the button of the page.
func (p *page) play(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("Board-Token")
	number, err := strconv.Atoi(r.PathValue("number"))
	switch {
	case subtle.ConstantTimeCompare([]byte(token), []byte(p.token)) != 1:
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return
	case err != nil || number < 0 || number >= len(p.board.choices):
		http.NotFound(w, r)
		return
	}
	if p.board.play(p.ctx, number) == errBusy { // what else goes wrong is shown on the board
		http.Error(w, errBusy.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// serveRun answers with the class's own run so far.
func (p *page) serveRun(w http.ResponseWriter, r *http.Request) {
	summary, ok := p.board.summary()
	if !ok {
		http.Error(w, nothingYet.In(p.lang(r)), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", chart.Policy)
	w.Write(chart.ComparePage(summary, p.lang(r)))
}
