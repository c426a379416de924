// Package prebuilt knows whether this program came ready to run, in an archive
// of make dist, for which nobody needs Go. Such a program finds the others next
// to it; any other program builds them from their sources.
package prebuilt

import (
	"os"
	"path/filepath"
)

// delivered is set by the linker: -X tcplab/shared/prebuilt.delivered=yes
var delivered string

// Is reports whether this program came with an archive.
func Is() bool { return delivered != "" }

// Folder returns the folder of the archive's programs, and "" for a program
// that was built here.
func Folder() string {
	if !Is() {
		return ""
	}
	self, err := os.Executable()
	if err != nil {
		return "bin"
	}
	if real, err := filepath.EvalSymlinks(self); err == nil {
		self = real
	}
	return filepath.Dir(self)
}
