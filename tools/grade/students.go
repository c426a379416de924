package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"tcplab/shared/charset"
	"tcplab/tools/internal/sandbox"
)

// A student is a folder in DIR, or an archive.
type student struct {
	name    string // as it is shown
	id      string // from the roster, or from the name of the folder
	folder  string // absolute
	file    string // what the files of the student are called in -out, without an end
	archive bool   // folder is a zip file
}

// moodleFolder is how Moodle calls the folder of a participant.
var moodleFolder = regexp.MustCompile(`^(.+)_(\d+)_assignsubmission_(?:file|onlinetext)_?`)

// findStudents returns the folders and the archives in dir, by name, save the one for the
// results, and the names of links, which are not followed.
func findStudents(dir, out string) (students []student, links []string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, nil, err
	}
	// The compiler says it so, where the way there leads over a link.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	results, _ := os.Stat(out)
	gradescope := gradescopeNames(dir)
	taken := map[string]bool{}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		s := student{name: shown(entry.Name()), folder: path}
		name, isZip := cutZip(s.name)
		switch {
		case sandbox.Hidden(entry.Name()):
			continue
		case entry.Type()&fs.ModeSymlink != 0:
			links = append(links, s.name)
			continue
		case entry.IsDir():
			if info, err := os.Stat(path); err == nil && results != nil && os.SameFile(info, results) {
				continue
			}
		case entry.Type().IsRegular() && isZip:
			s.archive, s.name = true, name
		default:
			continue
		}
		s.identify(gradescope)
		s.file = fileName(s.name, taken)
		students = append(students, s)
	}
	return students, links, nil
}

// identify takes the name and the id from what Moodle or Gradescope call the folder.
func (s *student) identify(gradescope map[string][2]string) {
	if m := moodleFolder.FindStringSubmatch(s.name); m != nil {
		s.name, s.id = m[1], m[2]
	}
	if who, ok := gradescope[s.name]; ok {
		s.name, s.id = who[0], who[1]
	}
}

// gradescopeLine is what matters in Gradescope's submission_metadata.yml: a folder, and the
// name and the id of who handed it in.
var gradescopeLine = regexp.MustCompile(`(?m)^(?:"?(submission_\d+)"?:|\s*-?\s*:(name|sid):\s*"?'?(.+?)"?'?\s*$)`)

// gradescopeNames returns whose the folders are that Gradescope has exported: name and id,
// of the first who handed it in.
func gradescopeNames(dir string) map[string][2]string {
	text, err := beginning(filepath.Join(dir, "submission_metadata.yml"))
	if err != nil {
		return nil
	}
	names := map[string][2]string{}
	current := ""
	for _, m := range gradescopeLine.FindAllStringSubmatch(string(text), -1) {
		who := names[current]
		switch {
		case m[1] != "":
			current = m[1]
		case current == "":
		case m[2] == "name":
			names[current] = [2]string{cmp.Or(who[0], m[3]), who[1]}
		default:
			names[current] = [2]string{who[0], cmp.Or(who[1], m[3])}
		}
	}
	return names
}

// longestName is how many bytes of a name a file gets.
const longestName = 80

// reserved is what Windows takes for a device, with whatever end.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// fileName returns a name for files that every system takes, and that nobody else has: the
// name of a folder may be a path for another program.
func fileName(name string, taken map[string]bool) string {
	safe := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	for len(safe) > longestName {
		_, size := utf8.DecodeLastRuneInString(safe)
		safe = safe[:len(safe)-size]
	}
	if safe = strings.Trim(safe, ". "); safe == "" || reserved.MatchString(safe) {
		safe = "_" + safe
	}
	unique := safe
	for n := 2; taken[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s-%d", safe, n)
	}
	taken[strings.ToLower(unique)] = true
	return unique
}

// shown is a name as it is shown. What was packed on a Chinese Windows may be
// in GBK.
func shown(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	return strings.ToValidUTF8(charset.GBK.Decode([]byte(name)), string(utf8.RuneError))
}

// reason is what an error says, without the path, which is told before.
func reason(err error) string {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// failed says that a file could not be read or copied: for lack of rights, or of room.
func failed(err error) *problem {
	if full := noRoom.FindString(err.Error()); full != "" {
		return &problem{sentence: diskFull.With(full)}
	}
	return &problem{sentence: unreadable.With(reason(err))}
}
