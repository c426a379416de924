package phrase

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Load reads texts that are too long to stand in code, from NAME.en.md and NAME.zh.md.
// Each part of a file is what stands below a heading "## PART". The headings are the
// same in both languages; it is an error if a part is missing, empty, or not in parts.
func Load(files fs.FS, name string, parts ...string) (map[string]Phrase, error) {
	en, errEN := read(files, name+".en.md", parts)
	zh, errZH := read(files, name+".zh.md", parts)
	all := map[string]Phrase{}
	for _, part := range parts {
		all[part] = Phrase{EN: en[part], ZH: zh[part]}
	}
	return all, errors.Join(errEN, errZH)
}

// read returns the parts of one file, by their headings.
func read(files fs.FS, name string, parts []string) (map[string]string, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	lines := "\n" + strings.ReplaceAll(string(text), "\r\n", "\n")
	for _, part := range strings.Split(lines, "\n## ")[1:] {
		heading, text, _ := strings.Cut(part, "\n")
		if !slices.Contains(parts, heading) || all[heading] != "" {
			return nil, fmt.Errorf("%s: the heading %q is unknown, or is there twice", name, heading)
		}
		all[heading] = strings.Trim(text, "\n")
	}
	for _, part := range parts {
		if all[part] == "" {
			return nil, fmt.Errorf("%s: there is no text below a heading \"## %s\"", name, part)
		}
	}
	return all, nil
}
