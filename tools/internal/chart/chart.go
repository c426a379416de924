// Package chart draws the summary of two servers: their clients on one axis of time,
// how the times grow with the number of clients, and the page around either picture.
// The code lays a picture out in pixels; the templates and the style say what it
// looks like.
package chart

import (
	"embed"

	"tcplab/tools/internal/svg"
)

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

type px = svg.Px
