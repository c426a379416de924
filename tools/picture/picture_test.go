package main

import (
	"encoding/xml"
	"reflect"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/event"
	"tcplab/shared/flags/flagstest"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"picture": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "picture") }

// TestParse holds the escape sequences against what a terminal makes of them.
func TestParse(t *testing.T) {
	teal := style{color: "#008787"}
	alarm := style{color: "#ff0000", bold: true}
	tests := []struct {
		name, console string
		want          [][]span
	}{
		{"no colour", "WAIT\n", [][]span{{{style{}, "WAIT"}}}},
		{"one client", "server  \x1b[38;5;30mRECV\x1b[0;25;0m |\n", [][]span{{{style{}, "server  "}, {teal, "RECV"}, {style{}, " |"}}}},
		{"bold ends alone", "\x1b[38;5;196;1mERROR\x1b[0;25;0;22m\x1b[38;5;30m #1\x1b[0m", [][]span{{{alarm, "ERROR"}, {teal, " #1"}}}},
		{"across lines", "\x1b[38;5;30ma\nb\x1b[m", [][]span{{{teal, "a"}}, {{teal, "b"}}}},
		{"empty line", "\n", [][]span{nil}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := parse(test.console); !reflect.DeepEqual(got, test.want) {
				t.Errorf("parse(%q):\n got %v\nwant %v", test.console, got, test.want)
			}
		})
	}
}

// TestSVG wants XML that reads back as the text, whatever a client has sent.
func TestSVG(t *testing.T) {
	const text = `RECV  "</text><b>&amp;你好"`
	drawing := window{title: command, lines: [][]span{{{style{color: "#008787"}, text}}}}.svg()

	var picture struct {
		Texts []struct {
			Spans []string `xml:"tspan"`
		} `xml:"text"`
	}
	if err := xml.Unmarshal(drawing, &picture); err != nil {
		t.Fatalf("no XML: %v\n%s", err, drawing)
	}
	last := picture.Texts[len(picture.Texts)-1]
	if len(last.Spans) != 1 || last.Spans[0] != text {
		t.Errorf("the line reads %q, want %q", last.Spans, text)
	}
}

// TestNormalised wants the same text of two runs at different times and ports,
// with the columns where they were.
func TestNormalised(t *testing.T) {
	at := time.Date(2031, 5, 6, 23, 59, 59, 930e6, time.UTC)
	r := run{
		console: "23:59:59.900  LISTEN  127.0.0.1:40001   |\n" +
			"23:59:59.930  ACCEPT  127.0.0.1:50002   |\n" +
			"00:00:00.133  SEND    127.0.0.1:50002   |\n",
		events: []event.Event{
			{Time: at.Add(-30 * time.Millisecond), Op: event.Listen, Local: "127.0.0.1:40001"},
			{Time: at, Op: event.Accept, Conn: 1, Peer: "127.0.0.1:50002"},
			{Time: at.Add(203 * time.Millisecond), Op: event.Send, Conn: 1, Peer: "127.0.0.1:50002"},
		},
	}
	want := "10:00:00.000  LISTEN  127.0.0.1:9999    |\n" +
		"10:00:00.000  ACCEPT  127.0.0.1:62140   |\n" +
		"10:00:00.200  SEND    127.0.0.1:62140   |\n"
	if got := r.normalised(); got != want {
		t.Errorf("normalised:\n%s\nwant:\n%s", got, want)
	}
}
