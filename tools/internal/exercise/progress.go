package exercise

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"tcplab/shared/atomicfile"
)

// A Progress is what the student has done, by the ID of the exercise.
type Progress map[string]Record

// A Record is of one exercise.
type Record struct {
	Hints    int      `json:"hints,omitempty"`    // how many were shown
	Passed   bool     `json:"passed,omitempty"`   // the last check
	Solved   bool     `json:"solved,omitempty"`   // some check was passed: it stays so
	Mistakes []string `json:"mistakes,omitempty"` // what the last check found
}

// ProgressFile is where the progress of the student is kept in the lab.
const ProgressFile = "work/progress.json"

// Load reads the progress of the student, in the lab at root.
func Load(root string) Progress {
	text, _ := os.ReadFile(progressFile(root))
	return Parse(text)
}

// Parse reads a progress. What cannot be read of it is left out: it must not keep
// anybody from working, nor cost what else was passed.
func Parse(text []byte) Progress {
	p := Progress{}
	var records map[string]json.RawMessage
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // as Notepad begins
	if json.Unmarshal(text, &records) != nil {
		return p
	}
	for id, record := range records {
		var r Record
		if json.Unmarshal(record, &r) == nil {
			p[id] = r
		}
	}
	return p
}

// Save writes the progress, in the lab at root.
func (p Progress) Save(root string) error {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	dir, name := filepath.Split(progressFile(root))
	return atomicfile.WriteAll(dir, map[string][]byte{name: append(text, '\n')})
}

func progressFile(root string) string { return filepath.Join(root, filepath.FromSlash(ProgressFile)) }

// Checked notes the result of a check.
func (p Progress) Checked(id string, passed bool, mistakes []string) {
	r := p[id]
	r.Passed, r.Mistakes = passed, mistakes
	r.Solved = r.Solved || passed
	p[id] = r
}

// Begun notes that the exercise starts over. What was solved once stays so.
func (p Progress) Begun(id string) { p[id] = Record{Solved: p[id].Solved} }

// NextHint counts one more hint, and returns its number. Again means that all
// three have been shown before.
func (p Progress) NextHint(id string) (n int, again bool) {
	r := p[id]
	if all := len(Exercise{}.Hints); r.Hints >= all {
		return all, true
	}
	r.Hints = max(r.Hints, 0) + 1
	p[id] = r
	return r.Hints, false
}
