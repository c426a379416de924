package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// holds wants a folder to hold these files, and no draft.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if _, ok := want[entry.Name()]; !ok {
			t.Errorf("%s was left behind", entry.Name())
		}
	}
	for name, content := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != content {
			t.Errorf("%s holds %q, want %q (%v)", name, got, content, err)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	for _, content := range []string{"first", "second", ""} {
		if err := Write(filepath.Join(dir, "page"), []byte(content)); err != nil {
			t.Fatal(err)
		}
		holds(t, dir, map[string]string{"page": content})
	}
}

// Who may read a file is for the umask to say, as with every other file, or the
// user has said it already.
func TestMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	dir := t.TempDir()
	plain, file := filepath.Join(dir, "plain"), filepath.Join(dir, "file")
	if err := os.WriteFile(plain, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	mode := func(name string) fs.FileMode {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode()
	}
	if err := Write(file, nil); err != nil || mode(file) != mode(plain) {
		t.Errorf("a new file has %v, want %v (%v)", mode(file), mode(plain), err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Write(file, nil); err != nil || mode(file) != 0o640 {
		t.Errorf("a file of 0640 has %v (%v)", mode(file), err)
	}
}

// A link still leads to its file, and a device is written to.
func TestNotPlain(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file", link); err != nil {
		t.Skip(err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"file": "new", "link": "new"})
	if to, err := os.Readlink(link); to != "file" {
		t.Errorf("the link leads to %q (%v)", to, err)
	}
	if err := Write(os.DevNull, []byte("new")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is now a file (%v)", os.DevNull, err)
	}
}

// If one file cannot be written, the others are as they were.
func TestAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "b"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Write(filepath.Join(dir, "a"), []byte("old")); err != nil {
		t.Fatal(err)
	}
	err := WriteAll(dir, map[string][]byte{"a": []byte("new"), "b": []byte("a folder")})
	var path *fs.PathError
	if !errors.As(err, &path) || path.Path != filepath.Join(dir, "b") {
		t.Errorf("the error is %v", err)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "a")); string(got) != "old" {
		t.Errorf("a holds %q", got)
	}
}

func TestWritable(t *testing.T) {
	dir := t.TempDir()
	if err := Writable(filepath.Join(dir, "new", "folder")); err != nil {
		t.Error(err)
	}
	file := filepath.Join(dir, "file")
	if err := Write(file, nil); err != nil {
		t.Fatal(err)
	}
	if err := Writable(file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a file in the place of the folder: %v", err)
	}
	if err := Write(filepath.Join(file, "below"), nil); err == nil || strings.Contains(err.Error(), ".tcplab-") {
		t.Errorf("the error names the draft: %v", err)
	}
}

// Several files may go into a folder that is not there yet; one file may not, since
// its folder may be misspelt.
func TestNewFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if err := Write(filepath.Join(dir, "page"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file: %v", err)
	}
	if err := WriteAll(dir, map[string][]byte{"page": []byte("text")}); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"page": "text"})
}
