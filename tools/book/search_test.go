package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/pageserver"
)

// The search has every heading of a page with the words below it, but not what
// programs print.
func TestSearch(t *testing.T) {
	t.Parallel()
	lab := fstest.MapFS{
		"docs/en/index.md": {Data: []byte("# Start\n\nHello\n*you*.\n\n## Sockets & ports\n\n| a | b |\n|---|---|\n| one | two |\n\n```text\nRECV\n```\n\n- an `item`\n\n> ## Said\n\n## Ends\n")},
	}
	answer := get(t, newSite(lab, "", phrase.English), "/en/search.js")
	if kind := answer.Header().Get("Content-Type"); kind != pageserver.Types[".js"] {
		t.Errorf("its type is %q", kind)
	}
	index, found := strings.CutPrefix(answer.Body.String(), "searchIndex(")
	var sections []section
	if err := json.Unmarshal([]byte(strings.TrimSuffix(index, ");\n")), &sections); err != nil || !found {
		t.Fatalf("%v: %s", err, answer.Body)
	}
	want := []section{
		{Page: "index", Title: "Start", Text: "Hello you."},
		{Page: "index", Title: "Start", ID: "sockets--ports", Heading: "Sockets & ports", Text: "a b one two an item"},
		{Page: "index", Title: "Start", ID: "ends", Heading: "Ends"},
	}
	if !slices.Equal(sections, want) {
		t.Errorf("got %+v", sections)
	}
}

// The contents say what the student has passed, if anybody works in this lab.
func TestProgress(t *testing.T) {
	t.Parallel()
	page := func(name string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("# " + name + "\n")} }
	lab := fstest.MapFS{
		"docs/en/index.md": page("Start"), "docs/en/03-detect-close.md": page("Three"), "docs/en/homework.md": page("Homework"),
	}
	if body := get(t, newSite(lab, "", phrase.English), "/en/").Body.String(); strings.Contains(body, "✓") {
		t.Error("something is passed where nobody works")
	}
	lab["work/progress.json"] = &fstest.MapFile{Data: []byte(`{"3":{"solved":true},"2":{"passed":false},"h1":{"solved":true}}`)}
	body := get(t, newSite(lab, "", phrase.English), "/en/").Body.String()
	for _, want := range []string{`>Three <span class="done">✓ passed</span>`, `>Homework <span class="done">✓ 1/10</span>`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
}
