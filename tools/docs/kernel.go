package main

import (
	"cmp"
	"fmt"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/svg"
)

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
