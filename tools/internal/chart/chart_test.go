package chart

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

var update = flag.Bool("update", false, "write the golden pictures again")

// The runs of the pages, and one in which a server dies.
var (
	lessons = filepath.Join("..", "..", "..", "docs", "recordings", "compare")
	dies    = filepath.Join("testdata", "dies")
)

var english = svg.View{Lang: phrase.English}

// load returns the recordings in a folder.
func load(t *testing.T, folder string) []timeline.Recording {
	t.Helper()
	both, err := timeline.ReadAll(os.DirFS(folder), ".")
	if err != nil {
		t.Fatal(err)
	}
	return both
}

// golden wants what is in a file of testdata; with -update it writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join(dies, name)
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
		t.Errorf("it is no longer as in %s. If that is meant: go test ./tools/internal/chart -update, and look at it", name)
	}
}

// Pictures of a recorded run are as they were when somebody looked at them. A test of
// tools/docs holds those of the pages.
func TestGolden(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		both := load(t, dies)
		c := timeline.SummarizeAll(both)
		golden(t, "compare-"+string(lang)+".svg", Compare(c, svg.View{Lang: lang}))
		golden(t, "compare-"+string(lang)+"-narrow.svg", Compare(c, svg.View{Lang: lang, Phone: true}))
		golden(t, "sweep-"+string(lang)+".svg", Sweep([]timeline.Summary{c, c}, svg.View{Lang: lang}))
	}
}

// Every picture is XML, with nothing of a server's or a client's in it but text.
func TestXML(t *testing.T) {
	const evil = `<script>alert("&")</script>` + "\x1b[31m\x00"
	evilRun := func(folder string) *timeline.Run {
		recording := load(t, folder)[0]
		recording.Plan.Server = evil
		for i := range recording.Events {
			e := &recording.Events[i]
			e.Text, e.Msg, e.Error = evil, evil, evil
		}
		return timeline.Of(recording)
	}
	c := timeline.Summarize(evilRun(lessons), evilRun(dies))
	pictures := map[string][]byte{
		"compare": Compare(c, english),
		"sweep":   Sweep([]timeline.Summary{c}, svg.View{Lang: phrase.Chinese}),
	}
	for name, picture := range pictures {
		decoder := xml.NewDecoder(bytes.NewReader(picture))
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s is not XML: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
				t.Errorf("%s holds a script", name)
			}
		}
	}
	for name, page := range map[string][]byte{
		"compare": ComparePage(c, phrase.English),
		"sweep":   SweepPage([]timeline.Summary{c}, phrase.English),
	} {
		if n := bytes.Count(page, []byte("<script")); n != 1 {
			t.Errorf("the page of %s has %d scripts", name, n)
		}
		if at := regexp.MustCompile(`(?:src|href)="(?:[^#d]|d[^a])|url\((?:"|')?[^#]|@import`).Find(page); at != nil {
			t.Errorf("the page of %s leads elsewhere: %s", name, at)
		}
	}
}

// runOf is a run with so many clients, of which each is served for a while.
func runOf(clients int) *timeline.Run {
	begun := time.Unix(1_000_000, 0)
	r := timeline.NewRun(timeline.Plan{Server: "s", Clients: clients, Messages: 1, Delay: time.Second, Cores: 1}, begun)
	for i := range clients {
		for step, op := range []event.Op{event.Connect, event.Send, event.Recv, event.Close} {
			at := begun.Add(time.Duration(i)*time.Millisecond + time.Duration(step)*100*time.Millisecond)
			r.Take(event.Event{Time: at, Role: event.Client, Op: op, Conn: i + 1, Text: "Michael"})
		}
	}
	return r
}

// A hundred clients have a lane each; more are counted, so that no picture grows too
// large.
func TestManyClients(t *testing.T) {
	for clients, wantLanes := range map[int]int{64: 2 * 64, 100: 2 * 100, 101: 0, 1000: 0} {
		picture := Compare(timeline.Summarize(runOf(clients), runOf(clients)), english)
		if lanes := strings.Count(string(picture), `class="lane"`); lanes != wantLanes {
			t.Errorf("%d clients have %d lanes, not %d", clients, lanes, wantLanes)
		}
		if columns := strings.Count(string(picture), `class="column"`); (columns > 100) != (wantLanes == 0) {
			t.Errorf("%d clients have %d columns", clients, columns)
		}
		if len(picture) > 1<<20 {
			t.Errorf("the picture of %d clients has %d bytes", clients, len(picture))
		}
	}
}

// Ticks are round, and as many as are asked for, more or less.
func TestTicks(t *testing.T) {
	for _, most := range []float64{0.001, 0.3, 0.604, 1, 3.01, 19.3, 600, 1e6} {
		a := axis{0, 1000, most}
		ticks := a.ticks(8, "")
		if len(ticks) < 4 || len(ticks) > 10 || ticks[0].At != 0 || ticks[len(ticks)-1].At > 1001 {
			t.Errorf("%v: %v", most, ticks)
		}
		for _, tick := range ticks {
			if !regexp.MustCompile(`^[0-9.]{1,7}$`).MatchString(tick.Label) {
				t.Errorf("%v: the label %q", most, tick.Label)
			}
		}
	}
}

// A run without anything in it is drawn all the same.
func TestNothingHappened(t *testing.T) {
	r := timeline.NewRun(timeline.Plan{Server: "s", Clients: 2, Messages: 1, Cores: 1}, time.Unix(1, 0))
	c := timeline.Summarize(r, r)
	for name, picture := range map[string][]byte{
		"compare": Compare(c, english), "sweep": Sweep([]timeline.Summary{c}, english),
		"page": ComparePage(c, phrase.English),
	} {
		if bytes.Contains(picture, []byte("NaN")) || bytes.Contains(picture, []byte("Inf")) {
			t.Errorf("%s holds what is not a number", name)
		}
	}
}

// A class whose clients did as they liked is drawn without a theory, and without
// the server that nobody has tried yet.
func TestFree(t *testing.T) {
	begun := time.Unix(1, 0)
	r := timeline.NewRun(timeline.Plan{Server: "lesson 3", Clients: 1, Delay: time.Second}, begun)
	for i, e := range []event.Event{
		{Role: event.Client, Op: event.Connect, Local: "a", Peer: "s"},
		{Role: event.Server, Op: event.Accept, Local: "s", Peer: "a"},
		{Role: event.Client, Op: event.Send, Text: "<b>Ming"},
		{Role: event.Client, Op: event.Close},
	} {
		e.Conn, e.Time = 1, begun.Add(time.Duration(i)*time.Second)
		r.Take(e)
	}
	page := string(ComparePage(timeline.Summarize(r), phrase.English))
	for text, want := range map[string]bool{
		"The class&#39;s own run": true, "A: 1 clients waited": true, "&lt;b&gt;Ming": true,
		"<b>Ming": false, "B: ": false, "Theory": false, "-from FOLDER": false,
	} {
		if strings.Contains(page, text) != want {
			t.Errorf("%q is on the page: %v", text, !want)
		}
	}
}
