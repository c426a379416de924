// Package howto writes the commands that messages tell the user to type, so
// that they work on the user's system. Windows has no make, no ss and no nc,
// and its shells do not know single quotes.
package howto

import (
	"path"
	"runtime"
	"strings"

	"tcplab/shared/prebuilt"
)

// Make returns how to run a target of the Makefile with flags. On Windows it is
// the command that the target stands for; in an archive of make dist, it is the
// program in bin.
func Make(target string, flags ...string) string { return here.make(target, flags) }

// Run is Make for a target that runs the program in folder.
func Run(target, folder string, flags ...string) string { return here.run(target, folder, flags) }

// Force is Make for a target that shows a solution, in any case.
func Force(target string) string { return here.force(target) }

// Program returns how to start a program of the lab without make, from its
// folder in the lab.
func Program(folder string) string { return here.program(folder) }

// A place is where a command is typed.
type place struct {
	goos     string
	prebuilt bool // in an archive, in which nobody needs Go
}

var here = place{runtime.GOOS, prebuilt.Is()}

func (p place) make(target string, flags []string) string {
	folder, args := meaning(target)
	return p.command(target, p.program(folder)+args, flags)
}

func (p place) force(target string) string {
	if p.hasMake() {
		return "make " + target + " FORCE=1"
	}
	folder, args := meaning(target)
	return p.program(folder) + " -force" + args
}

// meaning returns the folder of the program that a target of the Makefile runs,
// and its arguments.
func meaning(target string) (folder, args string) {
	name, id, _ := strings.Cut(target, "-")
	switch name {
	case "next":
		return "tools/exercise", " next"
	case "start", "hint", "reset", "solution":
		return "tools/exercise", " " + name + " " + id
	case "check":
		if len(id) == 1 {
			return "tools/check", " -stage " + id + " -out out"
		}
		return "tools/check", " -homework " + id + " -out out"
	case "diff":
		return "tools/diff", " " + id
	}
	return "tools/" + name, ""
}

func (p place) run(target, folder string, flags []string) string {
	return p.command(target, p.program(folder), flags)
}

func (p place) command(target, program string, flags []string) string {
	mark := "'"
	if p.goos == "windows" {
		mark = `"`
	}
	words := strings.Join(quoteAll(flags, mark), " ")
	switch {
	case !p.hasMake():
		return strings.TrimSpace(program + " " + words)
	case words == "":
		return "make " + target
	}
	return "make " + target + ` ARGS="` + words + `"`
}

func (p place) hasMake() bool { return p.goos != "windows" && !p.prebuilt }

func (p place) program(folder string) string {
	name := path.Base(folder)
	switch {
	case p.prebuilt && p.goos == "windows":
		return `bin\` + name
	case p.prebuilt:
		return "bin/" + name
	case path.Dir(folder) == "tools":
		return "go tool " + name
	}
	return "go run ./" + folder
}

// Open returns how to open a file with the program that is made for it.
func Open(file string) string { return openOn(runtime.GOOS, file) }

func openOn(goos, file string) string {
	switch goos {
	case "windows":
		// Not start: it takes a quoted file for the title of a window, and in
		// PowerShell it is another command.
		return "explorer " + quote(strings.ReplaceAll(file, "/", `\`), `"`)
	case "darwin":
		return "open " + quote(file, `"`)
	}
	return "xdg-open " + quote(file, `"`)
}

// WhoListens returns how to find out which program has a port.
func WhoListens(port string) string { return whoListensOn(runtime.GOOS, port) }

func whoListensOn(goos, port string) string {
	switch goos {
	case "windows":
		return "netstat -ano | findstr :" + port
	case "darwin":
		return "sudo lsof -nP -i :" + port
	}
	return "sudo ss -ltnp | grep :" + port
}

// Python is how to start Python.
var Python = Either("python3", "py")

// Either returns a command for Linux and macOS, or the one that does the same
// on Windows.
func Either(unix, windows string) string {
	if runtime.GOOS == "windows" {
		return windows
	}
	return unix
}

func quoteAll(words []string, mark string) (quoted []string) {
	for _, word := range words {
		quoted = append(quoted, quote(word, mark))
	}
	return quoted
}

// quote puts marks around a word that a shell would take for several.
func quote(word, mark string) string {
	if strings.ContainsAny(word, " '") {
		return mark + word + mark
	}
	return word
}
