// Package howto writes the commands that messages tell the user to type, so
// that they work on the user's system. Windows has no make, no ss and no nc,
// and its shells do not know single quotes.
package howto

import (
	"runtime"
	"strings"
)

// Make returns how to run a target of the Makefile with flags. On Windows it is
// the go command that the target stands for.
func Make(target string, flags ...string) string { return makeOn(runtime.GOOS, target, flags) }

func makeOn(goos, target string, flags []string) string {
	name, id, _ := strings.Cut(target, "-")
	program := "./tools/" + name
	switch name {
	case "next":
		program = "./tools/exercise next"
	case "start", "hint", "reset", "solution":
		program = "./tools/exercise " + name + " " + id
	case "check":
		program += " -homework " + id
		if len(id) == 1 {
			program = "./tools/check -stage " + id
		}
		program += " -out out"
	case "diff":
		program += " " + id
	}
	return runOn(goos, target, program, flags)
}

// Run is Make for a target that runs the program in folder.
func Run(target, folder string, flags ...string) string {
	return runOn(runtime.GOOS, target, folder, flags)
}

func runOn(goos, target, program string, flags []string) string {
	if goos == "windows" {
		return strings.Join(append([]string{"go run", program}, quoteAll(flags, `"`)...), " ")
	}
	if len(flags) == 0 {
		return "make " + target
	}
	return "make " + target + ` ARGS="` + strings.Join(quoteAll(flags, "'"), " ") + `"`
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
