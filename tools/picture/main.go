// Picture draws the README's picture of the log, from a real run: lesson 04
// serves two clients at the same time, and what its console shows becomes an
// SVG, once for each language.
//
//	make picture
//	go run ./tools/picture      the same, without make
//
// Clock, ports and addresses are those of a run at ten o'clock sharp, so that
// drawing again changes the files only if the log has changed.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
)

// patience is for the compiler on a slow machine; the run itself takes a
// second.
const patience = 3 * time.Minute

func main() {
	folder := filepath.Join("docs", "images")
	os.Exit(cli.Main(cli.Tool{
		Run: func(ctx context.Context, s *cli.Session) (code int, err error) {
			ctx, cancel := context.WithTimeout(ctx, patience)
			defer cancel()
			return 0, drawAll(ctx, s, folder)
		},
		Command: flags.Command{
			Path: "tools/picture", Purpose: phrase.Same("draws the README's picture of the log, from a real run"),
			Flags: []flags.Flag{
				{Name: "o", Value: "FOLDER", Purpose: phrase.Same("the folder of the pictures (default docs/images)"), Example: "-o out", Into: &folder},
			},
		},
	}))
}

// drawAll draws one picture for each language.
func drawAll(ctx context.Context, out io.Writer, folder string) error {
	bin, err := process.Build("./lessons/04-threaded", "./lessons/05-client")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}

	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		shown, err := play(ctx, bin, lang)
		if err != nil {
			return fmt.Errorf("the run in %s: %w", lang, err)
		}
		window := window{
			lang:    lang,
			title:   command,
			caption: caption.In(lang),
			lines:   parse(shown.normalised()),
		}
		file := filepath.Join(folder, fmt.Sprintf("log-%s.svg", lang))
		if err := atomicfile.Write(file, window.svg()); err != nil {
			return err
		}
		fmt.Fprintln(out, file)
	}
	return nil
}

var caption = phrase.Phrase{
	EN: "The log of lesson 04. Two clients are served at the same time; the lines of each have a colour of their own.",
	ZH: "第 04 课的日志：两个客户端同时得到服务，各有一种颜色。",
}
