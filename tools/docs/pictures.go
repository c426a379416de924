package main

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/play"
	"tcplab/tools/internal/sequence"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// pictureName is the file of a picture, under docs/images: for a screen, or for a
// phone.
func pictureName(name string, lang phrase.Lang, phone bool) string {
	if phone {
		return fmt.Sprintf("%s-%s-narrow.svg", name, lang)
	}
	return fmt.Sprintf("%s-%s.svg", name, lang)
}

// pictures draws what the pages and the READMEs show: plays as sequence diagrams,
// the log of one, and a run of compare.
func (w *weaver) pictures() (files []file, err error) {
	add := func(name string, v svg.View, drawn []byte) {
		files = append(files, file{path.Join("docs", "images", pictureName(name, v.Lang, v.Phone)), drawn})
	}
	both := func(name string, lang phrase.Lang, draw func(svg.View) []byte) {
		for _, v := range []svg.View{{Lang: lang}, {Lang: lang, Phone: true}} {
			add(name, v, draw(v))
		}
	}
	// Runs of compare are measured again by hand, as none is like another: make compare
	// ARGS="-clients 4 -out DIR", and with -c 07-event-loop -messages 1 -think cpu.
	var measured [3]timeline.Summary
	for i, folder := range []string{"compare", "thinking/sleep", "thinking/cpu"} {
		all, err := timeline.ReadAll(os.DirFS(w.root), "docs/recordings/"+folder)
		if err != nil {
			return nil, err
		}
		measured[i] = timeline.SummarizeAll(all)
	}
	shown := w.shown()
	for _, lang := range languages {
		for _, p := range play.All {
			if !shown[p.Name] {
				continue
			}
			r, err := p.Captured(w.root, lang)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // most have no packets
				return nil, err
			}
			both(p.Name, lang, diagram(p, r, lang).Draw)
		}
		both("compare", lang, func(v svg.View) []byte { return chart.Compare(measured[0], v) })
		both("thinking", lang, func(v svg.View) []byte { return chart.Thinking(measured[1], measured[2], v) })
		both("kernel", lang, drawKernel)
		_, r, err := w.play(page{lang: lang}, []string{"lesson-4"})
		if err != nil {
			return nil, err
		}
		add("log", svg.View{Lang: lang}, drawLog(r, lang))
	}
	return files, nil
}

// shown are the plays whose diagrams the pages show.
func (w *weaver) shown() map[string]bool {
	shown := map[string]bool{}
	for _, p := range w.pages {
		for _, m := range mark.FindAllStringSubmatch(p.text, -1) {
			if m[2] == "picture" {
				shown[strings.TrimSpace(m[3])] = true
			}
		}
	}
	return shown
}

// acts are the steps of a play that a diagram shows, besides the calls.
var acts = map[play.Action]event.Op{
	play.Type: sequence.Typed, play.Press: sequence.Pressed, play.Packet: sequence.Packet,
}

// diagram is what is drawn of a play.
func diagram(p play.Play, r play.Recording, lang phrase.Lang) sequence.Diagram {
	d := sequence.Diagram{ID: p.Name, Title: p.Title.In(lang), Idea: p.Idea.In(lang), Begun: r.Entries[0].Time}
	for actor := range p.Clients + 1 {
		d.Actors = append(d.Actors, play.ActorName(actor).In(lang))
	}
	for i, call := range p.Calls(r) {
		e := r.Entries[i]
		if act := acts[e.Step.Do]; call != nil || act != "" {
			d.Steps = append(d.Steps, sequence.Step{Actor: e.Actor, Call: call, Act: act, Time: e.Time, Text: e.Step.Text, To: e.Step.N})
		}
	}
	return d
}

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

// A window is a terminal's window with a log in it.
type window struct {
	Lang          phrase.Lang
	Title         string
	Name          string // for those who hear the picture instead of seeing it
	Width, Height svg.Px
	Lines         []line
}

// A line is an event in the log. Its clock and its role have no colour.
type line struct {
	Y            svg.Px
	Clock, Event string
	Color        string // of the connection
}

// Sizes in pixels.
const (
	cellWidth = 9.3 // of the widest of the fonts that a class may have
	lineStep  = 22
	margin    = 26
	barHeight = 40
	baseline  = 16 // from the top of a line to the feet of its letters
)

// drawLog draws the terminal of the server of a play.
func drawLog(r play.Recording, lang phrase.Lang) []byte {
	server, most := r.Terminals(lang)[0], 0
	w := window{Lang: lang, Name: logName.In(lang), Title: server.Command}
	for i, l := range server.Lines {
		whole := strings.TrimSuffix(l.Text, "\n")
		clock := l.Event.Time.Format("15:04:05.000  ") + l.Event.Role + "  "
		w.Lines = append(w.Lines, line{
			Y:     svg.Px(barHeight + margin/2 + i*lineStep + baseline),
			Clock: clock, Event: strings.TrimPrefix(whole, clock), Color: console.Color(l.Event.Conn),
		})
		most = max(most, columns.Width(whole))
	}
	w.Width = svg.Px(int(2*margin + float64(most)*cellWidth))
	w.Height = svg.Px(barHeight + margin + len(w.Lines)*lineStep)
	return svg.Execute(templates, "log.svg.tmpl", w)
}

// Across is the width of the bar without its round corners.
func (w window) Across() svg.Px { return w.Width - 20 }
func (w window) Middle() svg.Px { return w.Width / 2 }

// A drawing shows where bytes and connections are between two calls: in the buffers
// and the queue of the kernels.
type drawing struct {
	svg.Picture
	Boxes []rectangle
	Lines []stroke
}

type rectangle struct {
	Class               string
	X, Y, Width, Height svg.Px
}

type stroke struct{ Class, Path string }

// kernelStyle is what no other picture has.
const kernelStyle = `.kernel .frame { fill: none; stroke: var(--faint); stroke-width: 1; }
.kernel .arrow { stroke: var(--ink); stroke-width: 1.8; fill: none; }
`

// Places in pixels, from top to bottom.
const (
	programTop   = 12
	programEnd   = 54
	kernelTop    = 94
	upperBuffer  = 156 // the client's send buffer, and the server's receive buffer
	lowerBuffer  = 218
	queueTop     = 296
	kernelEnd    = 356
	bufferHeight = 24
)

// drawKernel draws a client, a server, and the kernel under each.
func drawKernel(v svg.View) []byte {
	d := &drawing{Picture: v.Picture("kernel", v.Say(kernelName), kernelStyle)}
	side, gap, handshake := svg.Px(330), svg.Px(300), handshakeWord
	if v.Phone {
		side, gap, handshake = 152, 64, phrase.Same("connect")
	}
	d.Width, d.Height = 2*side+gap+32, kernelEnd+14
	left, right := svg.Px(16), 16+side+gap
	for i, x := range []svg.Px{left, right} {
		d.box("frame", x, programTop, side, programEnd-programTop)
		d.box("frame", x, kernelTop, side, kernelEnd-kernelTop)
		d.text(x+10, programTop+22, "panel", []phrase.Phrase{clientProgram, serverProgram}[i])
		d.text(x+10, kernelTop+20, "faint", itsKernel)
	}
	d.buffer(left, side, upperBuffer, sendBuffer, 3)
	d.buffer(right, side, upperBuffer, recvBuffer, 2)
	d.buffer(left, side, lowerBuffer, recvBuffer, 0)
	d.buffer(right, side, lowerBuffer, sendBuffer, 1)
	d.text(right+10, queueTop-6, "", queueWord)
	for i := range 3 {
		d.box("queued", right+10+svg.Px(i)*32, queueTop, 26, bufferHeight)
	}

	// Between program and kernel, and through the network.
	d.arrow(left+side*0.25, programEnd, left+side*0.25, kernelTop-2, "1 send")
	d.arrow(left+side*0.65, kernelTop, left+side*0.65, programEnd+2, "recv")
	d.arrow(right+side*0.05, kernelTop, right+side*0.05, programEnd+2, "3 recv")
	d.arrow(right+side*0.41, programEnd, right+side*0.41, kernelTop-2, "send")
	d.arrow(right+side*0.7, kernelTop, right+side*0.7, programEnd+2, "accept")
	d.across(left+side, right, upperBuffer, segments)
	d.across(right, left+side, lowerBuffer, phrase.Phrase{})
	d.across(left+side, right, queueTop, handshake)
	return svg.Execute(templates, "kernel.svg.tmpl", d)
}

func (d *drawing) box(class string, x, y, width, height svg.Px) {
	d.Boxes = append(d.Boxes, rectangle{class, x, y, width, height})
}

func (d *drawing) text(x, y svg.Px, class string, p phrase.Phrase) {
	d.Texts = append(d.Texts, svg.Text{X: x, Y: y, Class: class, Text: p.In(d.Lang)})
}

// buffer draws a buffer with so many messages in it, which nothing keeps apart.
func (d *drawing) buffer(x, side, y svg.Px, word phrase.Phrase, messages int) {
	d.text(x+10, y-6, "", word)
	d.box("frame", x+10, y, side-20, bufferHeight)
	if messages > 0 {
		d.box("waiting", x+10, y, svg.Px(messages)*(side-20)/8, bufferHeight)
	}
}

// arrow draws the call of a program: down it gives, up it takes.
func (d *drawing) arrow(x, y, toX, toY svg.Px, call string) {
	tip := svg.Px(8 * cmp.Compare(y, toY))
	d.Lines = append(d.Lines, stroke{"arrow", fmt.Sprintf("M%v %vV%v", x, y, toY+tip)}, stroke{"accept", fmt.Sprintf("M%v %vl-5 %vh10z", toX, toY, tip)})
	d.Texts = append(d.Texts, svg.Text{X: x + 7, Y: (y+toY)/2 + 5, Text: call})
}

// across draws what goes through the network.
func (d *drawing) across(x, toX, y svg.Px, word phrase.Phrase) {
	y += bufferHeight / 2
	tip := svg.Px(8 * cmp.Compare(x, toX))
	d.Lines = append(d.Lines, stroke{"arrow", fmt.Sprintf("M%v %vH%v", x, y, toX+tip)}, stroke{"accept", fmt.Sprintf("M%v %vl%v-5v10z", toX, y, tip)})
	d.text((x+toX)/2, y-10, "middle", word)
}
