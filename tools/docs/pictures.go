package main

import (
	"fmt"

	"tcplab/shared/phrase"
)

// pictureName is the file of a play's picture, under docs/images.
func pictureName(play string, lang phrase.Lang, narrow bool) string {
	if narrow {
		return fmt.Sprintf("%s-%s-narrow.svg", play, lang)
	}
	return fmt.Sprintf("%s-%s.svg", play, lang)
}

// pictures draws the pictures that the pages show.
func (w *weaver) pictures() (files []file) { return nil }
