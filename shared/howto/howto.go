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

// here is where a command is typed.
var here = struct {
	goos     string
	prebuilt bool // in an archive, in which nobody needs Go
}{runtime.GOOS, prebuilt.Is()}

// Make returns how to run a target of the Makefile with flags. On Windows it is
// the command that the target stands for; in an archive of make dist, it is the
// program in bin.
func Make(target string, flags ...string) string {
	folder, args := meaning(target)
	return command(target, Program(folder)+args, flags)
}

// Run is Make for a target that runs the program in folder.
func Run(target, folder string, flags ...string) string {
	return command(target, Program(folder), flags)
}

// Force is Make for a target that shows a solution, in any case.
func Force(target string) string {
	if hasMake() {
		return "make " + target + " FORCE=1"
	}
	folder, args := meaning(target)
	return Program(folder) + " -force" + args
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

func command(target, program string, flags []string) string {
	mark := Either("'", `"`)
	words := strings.Join(quoteAll(flags, mark), " ")
	switch {
	case !hasMake():
		return strings.TrimSpace(program + " " + words)
	case words == "":
		return "make " + target
	}
	return "make " + target + ` ARGS="` + words + `"`
}

func hasMake() bool { return here.goos != "windows" && !here.prebuilt }

// Program returns how to start a program of the lab without make, from its
// folder in the lab.
func Program(folder string) string {
	name := path.Base(folder)
	switch {
	case here.prebuilt:
		return Either("bin/", `bin\`) + name
	case path.Dir(folder) == "tools":
		return "go tool " + name
	}
	return "go run ./" + folder
}

// Open returns how to open a file with the program that is made for it.
func Open(file string) string {
	switch here.goos {
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
func WhoListens(port string) string {
	switch here.goos {
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
	if here.goos == "windows" {
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
