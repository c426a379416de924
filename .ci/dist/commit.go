package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A commit is what of the repository goes into every archive: its sources, with
// their modules and the book.
type commit struct {
	dir  string
	id   string
	time time.Time
}

// export lays a commit out in dir. What git does not know is left out, and so
// are the files of the maintainers, which begin with a dot.
func export(ctx context.Context, root, dir string) (c commit, err error) {
	line, err := output(ctx, root, nil, "git", "log", "-1", "--format=%h %ct")
	if err != nil {
		return c, fmt.Errorf("%w\nAn archive is made of a commit: use a clone of the lab, made by git clone, and not a copy without .git", err)
	}
	id, seconds, _ := strings.Cut(strings.TrimSpace(string(line)), " ")
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return c, err
	}
	c = commit{dir, id, time.Unix(at, 0).UTC()}
	packed, err := output(ctx, root, nil, "git", "archive", "--format=tar", "HEAD")
	if err != nil {
		return c, err
	}
	if err := unpack(bytes.NewReader(packed), dir); err != nil {
		return c, err
	}
	for _, args := range [][]string{
		{"go", "mod", "vendor"},
		{"go", "run", "./tools/book", "-out", "book"},
	} {
		if _, err := output(ctx, dir, []string{"LAB_LANG="}, args...); err != nil {
			return c, err
		}
	}
	return c, nil
}

func unpack(r io.Reader, dir string) error {
	for in := tar.NewReader(r); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg || strings.HasPrefix(header.Name, ".") {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(header.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		content, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		if err := os.WriteFile(name, content, 0o666); err != nil {
			return err
		}
	}
}

// output runs a program, and returns what it writes to stdout.
func output(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var errs bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &errs
	cmd.Env = append(cmd.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s%s", strings.Join(args, " "), err, out, &errs)
	}
	return out, nil
}
