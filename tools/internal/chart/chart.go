// Package chart draws what was measured of two servers: their clients on one axis
// of time, and how the times grow with the number of clients; and the page around
// such a picture, which needs nothing else. A picture is laid out here, in pixels;
// what it looks like stands in the templates and in the style.
package chart

import (
	"embed"

	"tcplab/tools/internal/svg"
)

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

type px = svg.Px
