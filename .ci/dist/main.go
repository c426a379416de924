// Dist packs the lab for classes without Go and without a network: one archive
// for each system, with the programs, the book as files, and the sources with
// their modules. The same commit and the same Go make the same bytes.
//
//	make dist
//	make dist ARGS="-only linux/amd64"
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
)

// targets are the systems for which there is an archive.
var targets = []string{"darwin/amd64", "darwin/arm64", "linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64"}

// largest is how many bytes an archive may have.
const largest = 40e6

func main() {
	out := flag.String("out", "../dist", "the folder of the archives")
	only := flag.String("only", "", "GOOS/GOARCH: this archive alone")
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	wanted := targets
	if *only != "" {
		wanted = []string{*only}
	}
	if err := run(ctx, "..", *out, wanted); err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// run packs the archives of the commit that is checked out in root.
func run(ctx context.Context, root, out string, wanted []string) error {
	for _, target := range wanted {
		if !slices.Contains(targets, target) {
			return fmt.Errorf("there is no archive for %q, but for %s", target, strings.Join(targets, ", "))
		}
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "dist-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	c, err := export(ctx, root, filepath.Join(work, "lab"))
	if err != nil {
		return err
	}
	for _, target := range wanted {
		name := filepath.Join(out, "tcplab-"+strings.ReplaceAll(target, "/", "-")+".zip")
		size, err := c.pack(ctx, target, name)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		fmt.Printf("%-14s %5.1f MB  %s\n", target, float64(size)/1e6, name)
		if size > largest {
			return fmt.Errorf("%s: more than %.0f MB", name, largest/1e6)
		}
	}
	return nil
}
