package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestFlags wants every flag that a command on a page has: those of
// make lesson-4 ARGS="-delay 200ms", and of the same with go run or go tool. The sources say
// which there are: to build every program and to ask it for -h took a minute.
func TestFlags(t *testing.T) {
	u := newUsages(t)
	withMake := regexp.MustCompile(`\b(make [a-z]+(?:-\w+)? ARGS=(?:"[^"]*"|'[^']*'|[^\s"']+))`)
	for command, pages := range mentions(t, withMake) {
		target, args, _ := strings.Cut(strings.TrimPrefix(command, "make "), " ARGS=")
		if quote := args[:1]; quote == `"` || quote == "'" {
			args = strings.Trim(args, quote)
		}
		u.check(u.startedBy(target), args, command, pages)
	}
	for command, pages := range mentions(t, regexp.MustCompile(`\bgo (?:run \./|tool )([^-\n|][^\n|]*)`)) {
		folder, args, _ := strings.Cut(command, " ")
		u.check(path.Base(folder), args, command, pages)
	}
	if u.checked < 50 {
		t.Errorf("only %d flags were found in the pages", u.checked)
	}
}

// usages know which flags the programs have.
type usages struct {
	*testing.T
	started map[string]string     // the program that a target of make starts
	known   map[string][]string   // the flags of a program
	parsed  map[string][]function // of a folder
	checked int                   // flags
}

func newUsages(t *testing.T) *usages {
	return &usages{T: t, started: map[string]string{}, known: map[string][]string{}, parsed: map[string][]function{}}
}

var started = regexp.MustCompile(`(?:\./bin/|go tool )([\w-]+)`)

// startedBy returns the program that a target of make starts in the end.
func (u *usages) startedBy(target string) string {
	if _, ok := u.started[target]; !ok {
		said, _ := dryRun(u.T, target) // what it says is looked at, not how it ends
		u.started[target] = ""
		if all := started.FindAllStringSubmatch(said, -1); len(all) > 0 {
			u.started[target] = all[len(all)-1][1]
		}
	}
	return u.started[target]
}

// flagsOf returns the flags of a lesson or a tool. Every flag is a row of a
// flags.Flag table in its source; those of a lesson are in shared/lesson.
func (u *usages) flagsOf(program string) []string {
	if _, ok := u.known[program]; !ok {
		names := []string{"h", "color", "lang"}
		for _, folder := range []string{"lessons", "tools"} {
			for _, f := range u.functions(filepath.Join(root, folder, program)) {
				names = append(names, f.flags...)
				for _, of := range u.functions(filepath.Join(root, "shared", "lesson")) {
					server := f.lesson == "NewLoop" && of.name == "newServer"
					if f.lesson != "" && (strings.EqualFold(of.name, f.lesson) || server || of.name == "parse") {
						names = append(names, of.flags...)
					}
				}
			}
		}
		u.known[program] = names
	}
	return u.known[program]
}

// A function is one that may have flags in it.
type function struct {
	name   string
	flags  []string
	lesson string // which constructor of package lesson it calls
}

// functions reads the functions of a folder, if there is one.
func (u *usages) functions(folder string) (list []function) {
	if list, ok := u.parsed[folder]; ok {
		return list
	}
	defer func() { u.parsed[folder] = list }()
	files, _ := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			u.Fatal(err)
		}
		for _, d := range file.Decls {
			f := function{}
			if of, ok := d.(*ast.FuncDecl); ok {
				f.name = of.Name.Name
			}
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CompositeLit:
					if row := row(n); row["Name"] != nil && row["Into"] != nil {
						name, _ := strconv.Unquote(row["Name"].(*ast.BasicLit).Value)
						f.flags = append(f.flags, name)
					}
				case *ast.SelectorExpr:
					if x, ok := n.X.(*ast.Ident); ok && x.Name == "lesson" && strings.HasPrefix(n.Sel.Name, "New") {
						f.lesson = n.Sel.Name
					}
				}
				return true
			})
			list = append(list, f)
		}
	}
	return list
}

// row returns the fields of a literal by their names.
func row(literal *ast.CompositeLit) map[string]ast.Expr {
	fields := map[string]ast.Expr{}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				fields[key.Name] = pair.Value
			}
		}
	}
	return fields
}

var (
	flag  = regexp.MustCompile(`\s-([a-z]+)`)
	inner = regexp.MustCompile(`'[^']*'`) // the command of another program
)

// check wants all flags in args to be the program's.
func (u *usages) check(program, args, command string, pages []string) {
	u.Helper()
	args, _, _ = strings.Cut(" "+inner.ReplaceAllString(args, ""), " -- ")
	for _, match := range flag.FindAllStringSubmatch(args, -1) {
		u.checked++
		if !slices.Contains(u.flagsOf(program), match[1]) {
			u.Errorf("%s, in %s: %s has no flag -%s", command, pages, program, match[1])
		}
	}
}
