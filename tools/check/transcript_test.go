package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tcplab/shared/console"
	"tcplab/shared/peer"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
)

var update = flag.Bool("update", false, "write the golden transcripts again")

// TestTranscripts wants what the check says of each broken server of the gallery,
// in colour, to be what somebody has looked at.
func TestTranscripts(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	folders, err := filepath.Glob(filepath.Join(root, "tools", "gallery", "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no gallery: %v", err)
	}
	for _, folder := range folders {
		name := filepath.Base(folder)
		if name == "right" {
			continue
		}
		for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
			t.Run(name+"."+string(lang), func(t *testing.T) {
				if testing.Short() && (name != probe.ServesSerially || lang != phrase.Chinese) {
					t.Skip("long: the whole gallery, in both languages")
				}
				t.Parallel()
				golden(t, name+"."+string(lang)+".txt", transcript(t, name, lang))
			})
		}
	}
}

// transcript returns what the check shows of a server of the gallery, without what
// is different each time.
func transcript(t *testing.T, name string, lang phrase.Lang) []byte {
	t.Helper()
	e := probe.Target{Command: []string{process.Program(bin, name), "{addr}"}, Lang: lang}
	if _, err := os.Stat(e.Command[0]); err != nil { // it exists in Python only
		if name == probe.LeavesZombies && runtime.GOOS != "linux" {
			t.Skip("zombies are looked for on Linux only")
		}
		script := filepath.Join("..", "gallery", name, "server.py")
		e.Command = []string{peer.Python(t), "-S", script, "{addr}"}
	}
	var shown recorder
	e.Show = shown.record
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	report, err := e.Identify(ctx)
	if failure := new(probe.Failure); errors.As(err, &failure) {
		t.Logf("once more, as the user is told: %v", err) // on a busy machine
		shown.sections = nil
		report, err = e.Identify(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	terminal := cli.NewTerminal(&out, 80)
	terminal.Palette = console.NewPalette()
	s := &screen{terminal, lang}
	for _, l := range shown.lines() {
		s.show(l)
	}
	for i := range report.Checks {
		report.Checks[i].Saw = steady(report.Checks[i].Saw)
	}
	s.verdict(report, target{})
	return out.Bytes()
}

// golden wants what is in a file of testdata; with -update it writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", "transcripts", name)
	if *update {
		if err := os.WriteFile(name, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n")); !bytes.Equal(got, want) {
		t.Errorf("it is no longer as in %s, but\n%s\nIf that is meant: go test ./tools/check -update, and look at it", name, got)
	}
}

// A recorder keeps what is shown by the probes, without what is different each time.
type recorder struct{ sections [][]probe.Line } // each with its heading

func (r *recorder) record(l probe.Line) {
	l.At, l.Text = 0, steady(l.Text)
	if l.Op == "error" || l.Op == "eof" { // one or the other, as the system likes
		l.Op, l.Text = "eof", ""
	}
	if l.Kind == probe.Heading || len(r.sections) == 0 {
		r.sections = append(r.sections, nil)
	}
	last := &r.sections[len(r.sections)-1]
	*last = append(*last, l)
}

// lines returns the lines of all sections. What clients do is among them only where
// a mistake was found, as it is the same for all servers elsewhere. Nor is it after
// a line on which it depends how fast the program has ended, or where the program
// was started again to look for the cause.
func (r *recorder) lines() (lines []probe.Line) {
	for _, section := range r.sections {
		wrong := slices.IndexFunc(section, func(l probe.Line) bool { return l.Kind == probe.Bad })
		leaveOut := wrong < 0
		for i, l := range section {
			if wrong >= 0 && (ended.MatchString(section[wrong].Text) && !goesOn(l) || l.Kind == probe.Server && i > 1) {
				leaveOut = true
			}
			if !leaveOut || l.Kind != probe.Client && l.Kind != probe.Server {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// ended is in what was seen where the program ended.
var ended = regexp.MustCompile(`the program ended|程序(就|却)?结束了`)

// goesOn reports whether the conversation of a client goes on after a line.
func goesOn(l probe.Line) bool {
	return l.Kind != probe.Client || l.Op == "connect" && strings.HasPrefix(l.Text, "127.") || l.Op == "send" || l.Op == "recv"
}

// changes lists what is different each time, and what stands for it.
var changes = []struct {
	pattern *regexp.Regexp
	steady  string
}{
	{regexp.MustCompile(`127\.0\.0\.1:\d+`), "127.0.0.1:9999"},
	{regexp.MustCompile(`\d+(\.\d+)? m?s\b`), "1.2 s"},
	{regexp.MustCompile(`\d+(\.\d+)? 毫?秒`), "1.2 秒"},
	{regexp.MustCompile(`, while the program used \d+% of a core`), ": the program is still waiting for the client that has left"}, // not seen on a busy machine
	{regexp.MustCompile(`，而程序占用了 \d+% 的 CPU 核心`), "：程序还在等已经离开的那个"},
	{regexp.MustCompile(`\d+%`), "100%"},
	{regexp.MustCompile(`\d{4}/\d\d/\d\d \d\d:\d\d:\d\d `), ""},                          // of package log
	{regexp.MustCompile(`\d+( times| 次：)`), "40$1"},                                      // as often as there is time
	{regexp.MustCompile(`\b(3000|20000)( bytes| 字节)`), "20000$2"},                        // a slow machine gets less
	{regexp.MustCompile(`\d+( processes| 个已经结束)`), "4$1"},                                // some may not have ended yet
	{regexp.MustCompile(`was (refused|answered)(; the program ended)`), "was cut off$2"}, // sooner or later
	{regexp.MustCompile(`(被拒绝|得到了回复)(；程序结束了)`), "连接被断开$2"},
}

func steady(text string) string {
	for _, c := range changes {
		text = c.pattern.ReplaceAllString(text, c.steady)
	}
	return text
}
