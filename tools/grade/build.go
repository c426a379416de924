package main

import (
	"cmp"
	"context"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"tcplab/shared/process"
	"tcplab/tools/internal/sandbox"
)

// A toolchain is what programs in Go are built with.
type toolchain struct {
	root                string // its folder
	goroot, cache, mods string // of Go
}

// How long a compiler may take: for a student's program, and for the library and the lab,
// which it compiles the first time.
const (
	buildLimit = 5 * time.Minute
	firstLimit = 30 * time.Minute
)

// openLab finds the lab and Go, and compiles once what most programs need: if that fails,
// it is not the student's fault. No code of a student is there yet, so it needs no
// sandbox.
func (c *class) openLab(ctx context.Context) error {
	c.once.Do(func() {
		if c.labErr = c.lab.find(ctx, c.bin); c.labErr != nil {
			return
		}
		if err := process.Startable(c.bin); err != nil {
			c.labErr = &problem{sentence: noStart.With(filepath.Dir(c.bin), reason(err))}
			return
		}
		c.screen.building()
		dir := filepath.Join(c.bin, "first")
		err := os.Mkdir(dir, 0o777)
		if err == nil {
			err = c.lab.addModule(dir, "", true)
		}
		if err != nil {
			c.labErr = failed(err)
			return
		}
		for _, module := range c.modules {
			if wrong, err := c.compile(ctx, sandbox.Spec{Kind: sandbox.Off, Files: dir}, true, "mod", "download", module); err != nil || wrong != "" {
				c.labErr = &problem{sentence: noModule.With(module, wrong)}
				return
			}
		}
		wrong, err := c.compile(ctx, sandbox.Spec{Kind: sandbox.Off, Files: dir}, true, append([]string{"build"}, strings.Fields(firstPackages)...)...)
		if c.labErr = err; err == nil && wrong != "" {
			c.labErr = &problem{sentence: brokenLab.With(wrong)}
		}
	})
	return c.labErr
}

// firstPackages are those that most servers need.
const firstPackages = "bufio bytes context encoding/binary encoding/json errors flag fmt io log math/rand/v2 net os/exec " +
	"os/signal strings sync/atomic time tcplab/shared/lesson"

// find asks Go where things are.
func (l *toolchain) find(ctx context.Context, bin string) error {
	root, err := process.Root()
	if err != nil {
		return &problem{sentence: noLab.With(err)}
	}
	said, err := process.Command{Args: []string{"go", "env", "GOROOT", "GOMODCACHE"}, Dir: root}.Output(ctx)
	if err != nil {
		return &problem{sentence: noLab.With(err)}
	}
	if lines := strings.Split(said, "\n"); len(lines) >= 2 {
		l.root, l.goroot, l.mods = root, lines[0], lines[1]
	}
	if l.cache, err = cacheFolder(bin); err != nil {
		return failed(err)
	}
	return nil
}

// cacheFolder returns where what was compiled is kept from run to run. It is not the
// teacher's own cache, as compilers write to it that read what strangers have written.
func cacheFolder(bin string) (dir string, err error) {
	if dir, err = os.UserCacheDir(); err != nil {
		dir = bin // for this run
	}
	dir = filepath.Join(dir, "tcplab", "grade")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(dir)
}

// env is the environment of a compiler. It finds the modules that are on this machine, and
// asks no network, unless it is the teacher's own.
func (l *toolchain) env(online bool) []string {
	path := filepath.Join(l.goroot, "bin") + string(os.PathListSeparator) + "/usr/local/bin:/usr/bin:/bin"
	env := []string{"GOROOT=" + l.goroot, "GOCACHE=" + l.cache, "GOMODCACHE=" + l.mods, "GOENV=off", "GOTOOLCHAIN=local",
		"GOFLAGS=-mod=mod -buildvcs=false", "CGO_ENABLED=0", "LANG=C.UTF-8"}
	env = append(env, process.GoSettings...)
	if online {
		return env
	}
	return append(env, "PATH="+path, "GOSUMDB=off", "GOPROXY=file://"+filepath.ToSlash(filepath.Join(l.mods, "cache", "download"))+",off")
}

// addModule writes a go.mod with the lab's packages into a folder that has none, or adds
// them to the student's own, for a program that uses them.
func (l *toolchain) addModule(dir, own string, uses bool) error {
	if own != "" && !uses || own != "" && moduleOf(own) == labModule {
		return nil
	}
	language := cmp.Or(version.Lang(runtime.Version()), "go1.26") // that of the Go that built this
	text := "module student\n\ngo " + strings.TrimPrefix(language, "go") + "\n"
	if own != "" {
		dir = own
		b, err := beginning(filepath.Join(own, "go.mod"))
		if err != nil || strings.Contains(string(b), labModule) {
			return err
		}
		text = string(b)
	}
	if uses {
		text += fmt.Sprintf("\nrequire %[1]s v0.0.0\n\nreplace %[1]s => %[2]q\n", labModule, l.root)
		sums, err := os.ReadFile(filepath.Join(l.root, "go.sum"))
		if err != nil {
			return err
		}
		was, _ := os.ReadFile(filepath.Join(dir, "go.sum"))
		if err := os.WriteFile(filepath.Join(dir, "go.sum"), append(was, sums...), 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o666)
}

// compile runs go; online, it is the teacher's own work. What is wrong with the program is returned, and the error is that of do, or a *problem if it is the disk.
func (c *class) compile(ctx context.Context, spec sandbox.Spec, online bool, args ...string) (wrong string, err error) {
	c.compilers <- struct{}{}
	defer func() { <-c.compilers }()
	spec.Self, spec.Env = c.self, c.lab.env(online)
	spec.Read = append(spec.Read, outsideSystem(c.lab.goroot)...)
	spec.Read = append(spec.Read, c.lab.mods)
	spec.Write = append(spec.Write, c.lab.cache)
	for _, part := range []string{"go.mod", "go.sum", "shared"} {
		spec.Read = append(spec.Read, filepath.Join(c.lab.root, part))
	}
	command := append([]string{"go"}, args...)
	limit := buildLimit
	if online {
		limit = firstLimit
	}
	a, err := c.do(ctx, job{Spec: spec, Command: command, Build: true, Lang: c.lang}, limit, nil)
	if err == errTooLong {
		return buildsTooLong.Format(c.lang, limit), nil
	}
	if full := noRoom.FindString(a.Errors); full != "" {
		return "", &problem{sentence: diskFull.With(full)}
	}
	return a.Errors, err
}

// build builds a Go program, and returns it with its command. The error is a *problem, or
// that of do.
func (c *class) build(ctx context.Context, p program, s student) (program, error) {
	err := c.openLab(ctx)
	if ctx.Err() != nil { // go may have heard Ctrl+C first
		return p, ctx.Err()
	}
	if err != nil {
		return p, err
	}
	source := filepath.Dir(p.sources[0])
	if err := c.lab.addModule(source, p.module, p.uses); err != nil {
		return p, failed(err)
	}
	module := p.module
	if module == "" {
		module = source
	}
	out := c.place(s, "built")
	below, _ := filepath.Rel(module, source)
	server := process.Program(out, "server")
	args := []string{"build", "-o", server}
	for _, source := range p.sources {
		args = append(args, "./"+filepath.Base(source))
	}
	wrong, err := c.compile(ctx, sandbox.Spec{Kind: c.sandbox, Files: module, Work: c.place(s, "runs"), Dir: below, Write: []string{out}}, false, args...)
	switch {
	case err != nil:
		return p, err
	case wrong != "":
		return p, &problem{doesNotBuild.With(hereMark.ReplaceAllString(wrong, "")), true}
	}
	p.command = append([]string{server}, p.command...)
	p.read = append(p.read, server)
	return p, nil
}

// noRoom is in what a compiler says that is not the student's fault.
var noRoom = regexp.MustCompile(`no space left on device|disk quota exceeded|not enough space on the disk`)

// hereMark is how the compiler begins the name of a file.
var hereMark = regexp.MustCompile(`(?m)^\./`)
