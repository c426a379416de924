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
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// patience is for the compiler on a slow machine; the run itself takes a
// second.
const patience = 3 * time.Minute

func main() {
	folder := flag.String("o", filepath.Join("docs", "images"), "the `folder` of the pictures")
	flag.Parse()

	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := drawAll(ctx, *folder); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		cancel()
		os.Exit(1)
	}
}

// drawAll draws one picture for each language.
func drawAll(ctx context.Context, folder string) error {
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
		if err := os.WriteFile(file, window.svg(), 0o666); err != nil {
			return err
		}
		fmt.Println(file)
	}
	return nil
}

var caption = phrase.Phrase{
	EN: "The log of lesson 04. Two clients are served at the same time; the lines of each have a colour of their own.",
	ZH: "第 04 课的日志：两个客户端同时得到服务，各有一种颜色。",
}
