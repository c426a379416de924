//go:build linux

// Packets plays experiments in a network of their own, captures the packets, and
// shows them with the calls. With -record it keeps recording and capture for the
// pages. It needs Linux, but no privileges where users may have namespaces.
//
//	make packets-handshake
//	go run -C .ci/packets . -record handshake time-wait reset backlog half-close pieces
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/shared/console"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/packets"
	"tcplab/tools/internal/play"
)

// inside says that this is the process in the network of its own.
const inside = "TCPLAB_PACKETS_INSIDE"

func main() {
	if os.Getenv(inside) == "" {
		os.Exit(enter())
	}
	record := flag.Bool("record", false, "keep recordings and captures for the pages")
	lang := phrase.FromEnv(os.Getenv)
	choose := flags.OneOf(&lang, phrase.English, phrase.Chinese)
	flag.Func("lang", "en or zh: the language of what is shown", func(s string) error { return choose("lang", s) })
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if err := run(ctx, flag.Args(), lang, *record); err != nil {
		fmt.Fprintln(os.Stderr, "packets:", err)
		os.Exit(1)
	}
}

// enter runs this program again, with a network of its own, and returns its exit code.
func enter() int {
	self, err := os.Executable()
	if err != nil {
		fmt.Fprintln(os.Stderr, "packets:", err)
		return 1
	}
	cmd := exec.Command(self, os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), inside+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return exit.ExitCode()
	case err != nil:
		fmt.Fprintln(os.Stderr, "packets: no network of our own:", err)
		return 1
	}
	return 0
}

// run plays the plays, and shows them in lang or records them in each language.
func run(ctx context.Context, names []string, lang phrase.Lang, record bool) error {
	if err := bringUp(); err != nil {
		return fmt.Errorf("the network: %w", err)
	}
	root := filepath.Join("..", "..")
	if err := os.Chdir(root); err != nil {
		return err
	}
	dir, err := process.Build("./lessons/...", "./tools/web")
	if err != nil {
		return err
	}
	langs := []phrase.Lang{phrase.English, phrase.Chinese}
	if !record {
		langs = []phrase.Lang{lang}
	}
	for _, name := range names {
		p, ok := play.Find(name)
		if !ok {
			return fmt.Errorf("there is no play called %q", name)
		}
		for _, lang := range langs {
			r, capture, err := captured(ctx, p, play.Setting{Programs: dir, Lang: lang, Quick: true})
			if err != nil {
				return err
			}
			if record {
				err = keep(p, lang, r, capture)
			} else {
				err = show(p, lang, r, capture)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// captured plays a play, and returns its recording and the packets, with the times
// and the ports of the recording.
func captured(ctx context.Context, p play.Play, set play.Setting) (play.Recording, []byte, error) {
	handle, err := open()
	if err != nil {
		return play.Recording{}, nil, err
	}
	defer handle.Close()
	r, class, err := play.Record(ctx, p, set)
	if err != nil {
		return r, nil, err
	}
	time.Sleep(100 * time.Millisecond) // for the last packets
	capture, err := handle.write(class)
	return r, capture, err
}

// keep keeps both for the pages.
func keep(p play.Play, lang phrase.Lang, r play.Recording, capture []byte) error {
	if err := atomicfile.Write(p.File(".", lang), r.Lines()); err != nil {
		return err
	}
	return atomicfile.Write(p.CaptureFile(".", lang), capture)
}

// show shows the play with its packets.
func show(p play.Play, lang phrase.Lang, r play.Recording, capture []byte) error {
	all, err := packets.Read(capture)
	if err != nil {
		return err
	}
	width, _ := console.Size(os.Stdout)
	screen := &play.Screen{Terminal: cli.NewTerminal(os.Stdout, max(width, 80)), Lang: lang}
	screen.Replay(p, r.WithPackets(all, lang))
	return nil
}
