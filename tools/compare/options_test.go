package main

import (
	"slices"
	"testing"
)

// The paths of Windows keep their backslashes.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		command, goos string
		want          []string
	}{
		{`bin\mine.exe {addr}`, "windows", []string{`bin\mine.exe`, "{addr}"}},
		{`"C:\my server\a.exe" {addr}`, "windows", []string{`C:\my server\a.exe`, "{addr}"}},
		{`'C:\my server\a.exe' {addr}`, "windows", []string{`C:\my server\a.exe`, "{addr}"}},
		{`my\ server {addr}`, "linux", []string{"my server", "{addr}"}},
	} {
		if got, err := words(c.command, c.goos); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s on %s: %q (%v), want %q", c.command, c.goos, got, err, c.want)
		}
	}
}
