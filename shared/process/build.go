package process

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/lockedfile"

	"tcplab/shared/phrase"
	"tcplab/shared/prebuilt"
)

// Build builds programs of this module, with the flags and then the packages
// that go build takes, such as -race ./lessons/..., and returns their folder. In
// an archive of make dist, they are there already, and make test has built them
// into $LAB_BIN; otherwise it needs Go.
//
// The folder stays, as go build links no program again that is up to date
// there: of all tests, and of all runs of a tool, the first one links. There is
// one folder for each set of flags. A program that runs goes on when a newer one
// takes its place, since go build then writes a new file.
func Build(args ...string) (dir string, err error) {
	if ready := prebuilt.Folder(); has(ready, args) {
		return ready, nil
	}
	if ready := os.Getenv("LAB_BIN"); has(ready, args) && !slices.Contains(args, "-race") {
		return ready, nil
	}
	root, err := Root()
	if err != nil {
		return "", err
	}
	name := "programs" + strings.Map(letters, os.Getenv("GOFLAGS"))
	for _, arg := range args {
		if isPackage(arg) {
			break
		}
		name += arg
	}
	if dir, err = folder(root, name); err != nil {
		return "", err
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(dir, ".lock")).Lock() // against others that build there
	if err != nil {
		return "", err
	}
	defer unlock()
	return dir, build(root, dir, args)
}

// has reports whether a folder of programs that are up to date has those that
// args say.
func has(folder string, args []string) bool {
	if folder == "" {
		return false
	}
	for _, arg := range args {
		if name := path.Base(arg); name == "..." || !isPackage(arg) {
			continue // it has all of them; a flag
		} else if _, err := os.Stat(Program(folder, name)); err != nil {
			return false
		}
	}
	return true
}

// isPackage tells a package from a flag and its value.
func isPackage(arg string) bool { return strings.HasPrefix(arg, "./") }

// letters drops what does not belong into the name of a folder.
func letters(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
		return r
	}
	return -1
}

// folder returns the folder called name for programs of the lab: in the lab, or if
// nothing can be written or started there, the user's own.
func folder(root, name string) (dir string, err error) {
	parents := []string{filepath.Join(root, "bin")}
	if cache, err := os.UserCacheDir(); err == nil {
		parents = append(parents, filepath.Join(cache, "tcplab", fmt.Sprintf("%x", sha256.Sum256([]byte(root)))[:16]))
	}
	for _, parent := range parents {
		dir = filepath.Join(parent, name)
		if err = os.MkdirAll(dir, 0o777); err == nil {
			err = Startable(dir)
		}
		if err == nil {
			return dir, nil
		}
	}
	return "", err
}

// Startable fails if no program can be written into a folder, or none can be started
// from there: administrators forbid it on disks for temporary files, or for all to
// write to.
func Startable(dir string) error {
	file, err := os.CreateTemp(dir, Program("", "try-*"))
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if err := errors.Join(os.Chmod(file.Name(), 0o700), file.Close()); err != nil {
		return err
	}
	_, err = LookPath(file.Name()) // it asks the system, which looks at the disk as well
	if e, ok := errors.AsType[*exec.Error](err); ok {
		return &os.PathError{Op: "start", Path: dir, Err: e.Err}
	}
	return err
}

// BuildTemporary is Build, into a new folder, which the caller removes: for
// programs that may change at any time, as those of students do. They are next to the
// others of the lab, since in the folder for temporary files, a careful administrator
// lets no program run.
func BuildTemporary(args ...string) (dir string, err error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	parent, err := folder(root, "")
	if err != nil {
		return "", err
	}
	if dir, err = os.MkdirTemp(parent, "temporary-"); err != nil {
		return "", err
	}
	if err := build(root, dir, args); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// ErrBuild is the error of a build that failed, together with what Go has said.
var ErrBuild = errors.New("go build")

// ErrNoGo is the error of a build on a machine without Go.
var ErrNoGo error = phrase.Error{Phrase: phrase.Phrase{
	EN: "A Go program has to be built, and there is no go command here. Get Go from https://go.dev/dl/, and open a new terminal.",
	ZH: "要编译 Go 程序，而这里没有 go 命令。请从 https://golang.google.cn/dl/ 下载安装 Go，然后打开新的终端。",
}}

// GoSettings keep the go command to the lab's own go.mod and to this system, whatever
// a student has set for other projects: a go.work in a folder above, GO111MODULE=off,
// GOOS for another system. The Makefile has the same.
var GoSettings = []string{"GOWORK=off", "GO111MODULE=on", "GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH}

// build runs go build. Without what a debugger needs, it links faster. It asks no
// Git, which refuses a folder that belongs to another user.
func build(root, dir string, args []string) error {
	modules := "-mod=readonly"
	if _, err := os.Stat(filepath.Join(root, "vendor")); err == nil { // an archive of make dist brings them
		modules = "-mod=vendor"
	}
	flags := []string{"build", modules, "-buildvcs=false", "-ldflags=-s", "-o", dir + string(filepath.Separator)}
	cmd := exec.Command("go", append(flags, args...)...)
	cmd.Dir = root
	cmd.Env = append(cmd.Environ(), GoSettings...)
	if slices.Contains(args, "-race") {
		cmd.Env = append(cmd.Env, "CGO_ENABLED=1") // which it needs
	}
	if out, err := cmd.CombinedOutput(); errors.Is(err, exec.ErrNotFound) {
		return ErrNoGo
	} else if err != nil {
		if e, ok := errors.AsType[*exec.ExitError](err); ok && !e.Exited() {
			time.Sleep(200 * time.Millisecond) // Ctrl+C is for this program as well: it comes first
		}
		return fmt.Errorf("%w: %w\n%s", ErrBuild, err, bytes.TrimSpace(out))
	}
	return nil
}

// Root returns the folder of the lab, from anywhere in it; a program of an
// archive finds it from everywhere.
func Root() (string, error) {
	here, err := os.Getwd()
	if err != nil { // it was deleted
		return "", phrase.Error{Phrase: notInTheLab.With(".")}
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if isLab(dir) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if dir := filepath.Dir(prebuilt.Folder()); prebuilt.Is() && isLab(dir) {
		return dir, nil
	}
	return "", phrase.Error{Phrase: notInTheLab.With(here)}
}

var notInTheLab = phrase.Phrase{
	EN: "%s is not in the lab: run it within the lab's folder, where lessons/ is.",
	ZH: "%s 不是实验目录：请到 lessons/ 所在的文件夹里运行。",
}

// isLab reports whether a folder has the go.mod of the lab.
func isLab(dir string) bool {
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	first, _, _ := strings.Cut(string(mod), "\n")
	return err == nil && strings.TrimSuffix(first, "\r") == "module tcplab" // a copy on Windows may end its lines otherwise
}

// Program returns the path of the program called name in dir.
func Program(dir, name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name)
}
