package main

import (
	"archive/zip"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// top is the folder in the archive.
const top = "tcplab"

// pack writes the archive of a target, and returns its size.
func (c commit) pack(ctx context.Context, target, name string) (size int64, err error) {
	bin, err := os.MkdirTemp("", "bin-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(bin)
	if err := c.build(ctx, target, bin); err != nil {
		return 0, err
	}
	file, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	z := zip.NewWriter(file)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	if err := c.add(z, "README.txt", 0o644, strings.NewReader(c.readme(target))); err != nil {
		return 0, err
	}
	for _, part := range []struct {
		dir, as string
		mode    fs.FileMode
	}{{bin, "bin", 0o755}, {c.dir, "", 0o644}} {
		if err := c.addAll(z, part.dir, part.as, part.mode); err != nil {
			return 0, err
		}
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), file.Close()
}

// left are the tools of which an archive has the sources only: it has the book as
// files, docs is for those who write the pages, and grade builds what students
// have written in Go.
var left = []string{"book", "docs", "grade"}

// build builds the programs. They are an eighth smaller without inlining, and
// fast enough.
func (c commit) build(ctx context.Context, target, bin string) error {
	goos, goarch, _ := strings.Cut(target, "/")
	tools, err := filepath.Glob(filepath.Join(c.dir, "tools", "*", "main.go"))
	if err != nil {
		return err
	}
	args := []string{"go", "build", "-trimpath", "-buildvcs=false", "-gcflags=all=-l",
		"-ldflags=-s -w -buildid= -X tcplab/shared/prebuilt.delivered=yes", "-o", bin + string(filepath.Separator), "./lessons/..."}
	for _, tool := range tools {
		if name := filepath.Base(filepath.Dir(tool)); !slices.Contains(left, name) {
			args = append(args, "./tools/"+name)
		}
	}
	_, err = output(ctx, c.dir, []string{"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0", "GOFLAGS="}, args...)
	return err
}

// addAll adds the files below dir, in the order of their names.
func (c commit) addAll(z *zip.Writer, dir, as string, mode fs.FileMode) error {
	var names []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		within, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		err = c.add(z, path.Join(as, filepath.ToSlash(within)), mode, file)
		file.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// add adds a file, as old as the commit.
func (c commit) add(z *zip.Writer, name string, mode fs.FileMode, content io.Reader) error {
	header := &zip.FileHeader{Name: path.Join(top, name), Method: zip.Deflate, Modified: c.time}
	header.SetMode(mode)
	w, err := z.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, content)
	return err
}

// readme says how to begin, in five lines.
func (c commit) readme(target string) string {
	bin, python, newline := "bin/", "python3 server.py {addr}", "\n"
	if strings.HasPrefix(target, "windows/") {
		bin, python, newline = `bin\`, `py server.py "{addr}"`, "\r\n" // in quotes for PowerShell
	}
	return strings.ReplaceAll(fmt.Sprintf(`tcplab %s, %s. Nothing has to be installed. 不需要安装任何软件。
The course, in a browser 课程页面: book/index.html
In a terminal, in this folder 在本文件夹打开终端: %sdoctor   then 然后 %sdemo   (-lang zh: 中文)
Your own server, in any language 检查自己写的服务器: %scheck -identify -- %s
With Go 1.26, also without a network 装有 Go 1.26 时，没有网络也可以: go tool exercise start 1
`, c.id, target, bin, bin, bin, python), "\n", newline)
}
