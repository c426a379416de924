package sequence

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/play"
	"tcplab/tools/internal/svg"
)

// recorded returns the recording of a play that the pages show, and its diagram.
func recorded(t *testing.T, name string, lang phrase.Lang) (Diagram, play.Recording) {
	t.Helper()
	s, ok := play.Find(name)
	if !ok {
		t.Fatalf("there is no play %s", name)
	}
	r, err := s.Captured(filepath.Join("..", "..", ".."), lang)
	if err != nil && (!errors.Is(err, fs.ErrNotExist) || r.Entries == nil) {
		t.Fatal(err)
	}
	return diagramOf(s, r, lang), r
}

var acts = map[play.Action]event.Op{play.Type: Typed, play.Press: Pressed, play.Packet: Packet}

func diagramOf(s play.Play, r play.Recording, lang phrase.Lang) Diagram {
	d := Diagram{ID: s.Name, Title: s.Title.In(lang), Idea: s.Idea.In(lang)}
	for actor := range 41 {
		d.Actors = append(d.Actors, play.ActorName(actor).In(lang))
	}
	for i, call := range s.Calls(r) {
		e := r.Entries[i]
		if i == 0 {
			d.Begun = e.Time
		}
		if act := acts[e.Step.Do]; call != nil || act != "" {
			d.Steps = append(d.Steps, Step{Actor: e.Actor, Call: call, Act: act, Time: e.Time, Text: e.Step.Text, To: e.Step.N})
		}
	}
	return d
}

// eachSequence calls check with every play, in both languages and widths.
func eachSequence(t *testing.T, check func(t *testing.T, diagram Diagram, r play.Recording, v svg.View)) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		for _, s := range play.All {
			for name, phone := range map[string]bool{"screen": false, "phone": true} {
				t.Run(fmt.Sprint(lang, "/", s.Name, "/", name), func(t *testing.T) {
					d, r := recorded(t, s.Name, lang)
					check(t, d, r, svg.View{Lang: lang, Phone: phone})
				})
			}
		}
	}
}

// extent is about what a text takes of a picture.
func extent(s svg.Text, phone bool) box {
	size, high := svg.Letters, px(13)
	if phone {
		size, high = svg.PhoneLetters, 12
	}
	width := svg.WidthOf(s.Text, size)
	if strings.Contains(s.Class, "head") || strings.Contains(s.Class, "alarm") {
		width *= bold
	}
	x := s.X
	switch {
	case strings.Contains(s.Class, "right"):
		x -= width
	case strings.Contains(s.Class, "middle"):
		x -= width / 2
	}
	return box{x, s.Y - high*0.8, width, high}
}

// No text is over another, or leaves the picture.
func TestSequenceTexts(t *testing.T) {
	eachSequence(t, func(t *testing.T, diagram Diagram, r play.Recording, v svg.View) {
		p := diagram.layout(v).draw(svg.Picture{})
		if v.Phone && p.Width != v.Room() || p.Width > 900 {
			t.Errorf("it is %v wide", p.Width)
		}
		texts := slices.Clone(p.Texts)
		for _, k := range p.Keys {
			texts = append(texts, svg.Text{X: k.TextX(), Y: k.TextY(), Text: k.Label})
		}
		for i, a := range texts {
			in := extent(a, p.Phone)
			if in.X < 0 || in.Y < 0 || in.X+in.Width > p.Width || in.Y+in.Height > p.Height {
				t.Errorf("%q leaves the picture", a.Text)
			}
			for _, b := range texts[:i] {
				if in.meets(extent(b, p.Phone)) {
					t.Errorf("%q is over %q", a.Text, b.Text)
				}
			}
		}
	})
}

// Everything that was recorded is told, and nothing before what has led to it.
func TestSequenceTellsAll(t *testing.T) {
	eachSequence(t, func(t *testing.T, diagram Diagram, r play.Recording, v svg.View) {
		lay := diagram.layout(v)
		p := lay.draw(svg.Picture{})
		want := 0
		for _, e := range r.Entries {
			told := e.Event.Op != "" && e.Event.Op != event.Wait && e.Event.Op != event.Poll
			if told || e.Step.Do == play.Type || e.Step.Do == play.Press || e.Step.Do == play.Shut || e.Step.Do == play.Packet {
				want++
			}
		}
		if len(lay.steps) != want {
			t.Errorf("%d steps were made of %d", len(lay.steps), want)
		}
		for _, d := range lay.steps {
			if !p.tells(lay, d) {
				t.Errorf("it does not tell %s", lay.title(d))
			}
			for _, taken := range d.takes {
				if lay.y(taken) > lay.y(d) {
					t.Errorf("%s is above %s", lay.title(d), lay.title(taken))
				}
			}
		}
		for _, line := range lay.lines {
			for i := 1; i < len(line.steps); i++ {
				if a, b := line.steps[i-1], line.steps[i]; lay.y(a) > lay.y(b) {
					t.Errorf("%s is above %s", lay.title(b), lay.title(a))
				}
			}
		}
	})
}

// tells reports whether there is something in a picture that tells a step.
func (p *picture) tells(lay *layout, d *step) bool {
	switch {
	case d.op == Typed:
		return slices.ContainsFunc(p.Texts, func(s svg.Text) bool { return strings.HasPrefix(d.text, strings.TrimSuffix(s.Text, "…")) })
	case d.op == Pressed:
		return slices.ContainsFunc(p.Texts, func(s svg.Text) bool { return s.Text == string(Pressed) })
	case d.op == event.Recv && d.tookAtOnce():
		return d.takes[0].to == d.line
	}
	return slices.ContainsFunc(p.Signs, func(s sign) bool { return s.Title == lay.title(d) })
}

// Arrows lead from who sends to who receives, or to where that one is to find
// what was sent.
func TestSequenceArrows(t *testing.T) {
	path := regexp.MustCompile(`^M([\d.]+) [\d.]+H([\d.]+)$`)
	eachSequence(t, func(t *testing.T, diagram Diagram, r play.Recording, v svg.View) {
		lay := diagram.layout(v)
		nearest := func(x px) *lifeline {
			return slices.MinFunc(lay.lines, func(a, b *lifeline) int {
				return int(max(lay.x[a.place]-x, x-lay.x[a.place]) - max(lay.x[b.place]-x, x-lay.x[b.place]))
			})
		}
		p := lay.draw(svg.Picture{})
		for _, d := range lay.steps {
			if d.to == nil {
				continue
			}
			i := slices.IndexFunc(p.Signs, func(s sign) bool {
				return strings.HasPrefix(s.Class, "arrow") && s.Title == lay.title(d)
			})
			if i < 0 {
				t.Errorf("%s has no arrow", lay.title(d))
				continue
			}
			found := path.FindStringSubmatch(p.Signs[i].Path)
			var from, to float64
			if found == nil {
				t.Fatalf("the arrow of %s: %s", lay.title(d), p.Signs[i].Path)
			}
			fmt.Sscan(found[1], &from)
			fmt.Sscan(found[2], &to)
			want := d.to
			if _, queued := d.line.queuedAt(d); queued {
				want = lay.server
			}
			if nearest(px(from)) != d.source() || nearest(px(to)) != want {
				t.Errorf("the arrow of %s leads from %s to %s", lay.title(d), lay.name(nearest(px(from))), lay.name(nearest(px(to))))
			}
		}
	})
}

// The second client of a serial server is blocked, and in the queue, until the
// first one has gone.
func TestSequenceOfSerialServer(t *testing.T) {
	diagram, _ := recorded(t, "lesson-3-flaw", phrase.English)
	wide := svg.View{Lang: phrase.English}
	lay := diagram.layout(wide)
	a, b := lay.lines[0], lay.lines[2]
	gone := lay.y(a.steps[slices.IndexFunc(a.steps, func(d *step) bool { return d.op == event.Close })])
	p := lay.draw(svg.Picture{})
	spans := func(class string, near px) bool {
		return slices.ContainsFunc(p.Bands, func(s band) bool {
			return s.Class == class && s.X > near && s.Y == lay.y(b.steps[0]) && s.Y+s.Height > gone
		})
	}
	if !spans("blocked", lay.x[2]-bandHalf-1) {
		t.Error("client B is not blocked from its connect until A has closed")
	}
	if !spans("queued", lay.x[1]) {
		t.Error("client B is not in the accept queue from its connect until A has closed")
	}
	if diagram, _ := recorded(t, "lesson-4", phrase.English); slices.ContainsFunc(diagram.layout(wide).lines, func(l *lifeline) bool { return len(l.queue) > 0 }) {
		t.Error("clients of a concurrent server are in the queue")
	}
}

// For how long a call has blocked is what its event says, whatever came before
// it: none of these began where the line's last one ended.
func TestSequenceWaits(t *testing.T) {
	var r play.Recording
	at := func(ms int) time.Duration { return time.Duration(ms) * time.Millisecond }
	note := func(ms, actor int, op event.Op, took event.Seconds, text string) {
		e := event.Event{Op: op, Conn: 1, Local: "127.0.0.1:7788", Peer: "127.0.0.1:50001", Took: took, Text: text, Bytes: len(text)}
		e.Role = event.Server
		if actor > 0 {
			e.Role, e.Local, e.Peer = event.Client, e.Peer, e.Local
		}
		if op == event.Error {
			e.Error = "read: connection reset by peer"
		}
		r.Entries = append(r.Entries, play.Entry{Time: time.Unix(1000, 0).Add(at(ms)), Actor: actor, Event: e})
	}
	note(0, 0, event.Listen, 0, "")
	note(0, 0, event.Wait, 0, "")
	note(1000, 1, event.Connect, 0.4, "")
	note(1100, 0, event.Accept, 0.4, "")
	note(1100, 0, event.Send, 0.1, "Welcome!") // it has blocked, too
	note(2000, 1, event.Recv, 0.25, "Welcome!")
	note(2000, 1, event.Send, 0, "Michael")
	note(2500, 0, event.Recv, 0.1, "Michael")
	note(3500, 0, event.Send, 0, "Hello")
	note(3900, 1, event.Recv, 1.5, "Hello")
	note(4500, 0, event.Send, 0, "Bye") // without a recv: nobody knows what it did until then
	note(5000, 1, event.Error, 0.005, "")
	note(5500, 0, event.EOF, 0.4, "")

	s := newInteraction(diagramOf(play.Play{}, r, phrase.English))
	for line, want := range map[*lifeline][]wait{
		s.server: {
			{"accept", at(700), at(1100)}, {"send", at(1100), at(1200)}, {"recv", at(2400), at(2500)},
			{thinking, at(2500), at(3500)}, {"recv", at(5100), at(5500)},
		},
		s.lines[0]: {{"connect", at(600), at(1000)}, {"recv", at(1750), at(2000)}, {"recv", at(2400), at(3900)}},
	} {
		if !slices.Equal(line.waits, want) {
			t.Errorf("actor %d waits:\n got %v\nwant %v", line.actor, line.waits, want)
		}
	}
	// What was sent waits for a recv that is called later, and not for one that
	// was called before, as a client does for accept.
	if len(s.lines[0].queue) > 0 {
		t.Error("a client was queued although accept had been called")
	}
	for text, want := range map[string]bool{"Welcome!": false, "Michael": false, "Hello": true} {
		i := slices.IndexFunc(s.steps, func(d *step) bool { return d.op == event.Send && d.text == text })
		if s.steps[i].atOnce != want {
			t.Errorf("%q was taken at once: %v", text, !want)
		}
	}
}

// Every sequence is XML that is the same each time, whose ids no other one has,
// and it holds nothing of a client's or a server's but text.
func TestSequenceXML(t *testing.T) {
	const evil = `<script>alert("&")</script>` + "\x1b[31m\x00"
	long := strings.Repeat("长", 2000) // to find room for all of it would take minutes
	ids := map[string]bool{}
	eachSequence(t, func(t *testing.T, diagram Diagram, r play.Recording, v svg.View) {
		first := diagram.Draw(v)
		if !bytes.Equal(first, diagram.Draw(v)) {
			t.Error("it is not the same the second time")
		}
		for _, found := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllSubmatch(first, -1) {
			id := string(found[1])
			if ids[string(v.Lang)+id] {
				t.Errorf("the id %s is not its own", id)
			}
			ids[string(v.Lang)+id] = true
		}
		if !bytes.Contains(first, []byte(`role="img" aria-label="`)) {
			t.Error("it has no name")
		}
		for i := range diagram.Steps {
			s := &diagram.Steps[i]
			if s.Call != nil {
				s.Call.Text, s.Call.Error, s.Call.Local = evil, evil+long, evil+":"+evil
			} else if s.Act == Typed {
				s.Text = evil
			}
		}
		wellFormed(t, diagram.Draw(v))
		wellFormed(t, first)
	})
}

func wellFormed(t *testing.T, picture []byte) {
	t.Helper()
	for decoder := xml.NewDecoder(bytes.NewReader(picture)); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("it is no XML: %v", err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
			t.Error("it holds a script")
		}
	}
}

// Whatever was recorded can be drawn: nothing, a part of a play, more clients
// than there is room for, or what contradicts itself.
func TestSequenceOfAnything(t *testing.T) {
	var crowd play.Recording
	for i := range 40 {
		at := time.Unix(1_000_000, int64(i)*1e6)
		addr := fmt.Sprint("127.0.0.1:", 50000+i)
		for _, op := range []event.Op{event.Connect, event.Send, event.EOF, event.Recv, event.Close} {
			v := event.Event{Op: op, Role: event.Client, Conn: 1, Local: addr, Peer: "127.0.0.1:1", Text: "hi", Bytes: 2}
			crowd.Entries = append(crowd.Entries, play.Entry{Time: at, Actor: i + 1, Event: v})
			v = event.Event{Op: event.Accept, Role: event.Server, Conn: i + 1, Local: "127.0.0.1:1", Peer: addr}
			crowd.Entries = append(crowd.Entries, play.Entry{Time: at, Event: v})
		}
	}
	s, _ := play.Find("lesson-4")
	_, whole := recorded(t, s.Name, phrase.English)
	alone := play.Recording{Entries: slices.Clone(crowd.Entries)} // a server that is its own client
	for i := range alone.Entries {
		alone.Entries[i].Actor = 0
	}
	all := []play.Recording{{}, crowd, alone}
	for i := 0; i < len(whole.Entries); i += 3 {
		all = append(all, play.Recording{Entries: whole.Entries[i:]}, play.Recording{Entries: whole.Entries[:i]})
	}
	backwards := slices.Clone(whole.Entries)
	slices.Reverse(backwards)
	all = append(all, play.Recording{Entries: backwards})
	for _, r := range all {
		for _, s.Concurrent = range []bool{true, false} {
			for _, phone := range []bool{true, false} {
				picture := diagramOf(s, r, phrase.English).Draw(svg.View{Lang: phrase.English, Phone: phone})
				if at := regexp.MustCompile(`NaN|Inf|(?:width|height)="-`).Find(picture); at != nil {
					t.Fatalf("with %d entries it holds %s", len(r.Entries), at)
				}
			}
		}
	}
}
