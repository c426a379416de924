package main

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An attack class is a folder with attackers and others, and what they are after.
type attackClass struct {
	dir, out, secrets, temp string
	told                    map[string]any
}

func newAttackClass(t *testing.T) *attackClass {
	t.Helper()
	a := &attackClass{dir: t.TempDir(), out: filepath.Join(t.TempDir(), "out"), secrets: t.TempDir(), temp: t.TempDir()}
	hand(t, a.secrets, "id_dummy", "DUMMY-KEY-MATERIAL")
	right := lab(t, "tools/gallery/right/main.go")
	hand(t, a.dir, "first/main.go", right) // called as folders of grade's own are
	hand(t, a.dir, "right-py/server.py", lab(t, "tools/gallery/right/server.py"))
	port := newWatchman(t).listener.Addr().(*net.TCPAddr).Port
	for _, name := range []string{"@tcplab-" + filepath.Base(t.TempDir()) + filepath.Base(a.dir), filepath.Join(a.secrets, "socket")} {
		l, err := net.Listen("unix", name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		if a.told == nil {
			a.told = map[string]any{"abstract": name[1:]}
		}
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]any{
		"key": filepath.Join(a.secrets, "id_dummy"), "neighbour": filepath.Join(a.dir, "right-py", "server.py"),
		"table": filepath.Join(a.out, csvFile), "temp": a.temp, "lab": filepath.Join(root, "tcplab-attack"),
		"port": port, "socket": filepath.Join(a.secrets, "socket"), "test": os.Getpid(), "grade": os.Getppid(),
		"marker": "tcplab-survivor-" + filepath.Base(a.dir),
	} {
		a.told[name] = value
	}
	return a
}

// attack hands in one attack.
func (a *attackClass) attack(t *testing.T, name string) {
	t.Helper()
	a.told["attack"] = name
	text, err := json.Marshal(a.told)
	if err != nil {
		t.Fatal(err)
	}
	hand(t, a.dir, name+"/attack.json", string(text))
	hand(t, a.dir, name+"/server.py", lab(t, "tools/grade/testdata/attacks.py"))
	if err := os.Symlink(filepath.Join(a.secrets, "id_dummy"), filepath.Join(a.dir, name, "link.txt")); err != nil {
		t.Fatal(err)
	}
}

// grade grades the class, and wants the results to begin so.
func (a *attackClass) grade(t *testing.T, kind string, want map[string]string) {
	t.Helper()
	t.Setenv("TEACHERS_SECRET", "DUMMY-SECRET")
	t.Setenv("TMPDIR", a.temp)
	code, stdout, stderr := grade(t, "-sandbox", kind, "-limit", "4m", "-out", a.out, a.dir)
	rows := csvRows(t, a.out)
	for name, begin := range want {
		if got := strings.Join(rows[name], " "); !strings.HasPrefix(got, begin) && !strings.Contains(got, strings.TrimPrefix(begin, "…")) {
			t.Errorf("%s has %q, want %q", name, got, begin)
		}
	}
	if len(rows) != len(want) || code == 2 {
		t.Errorf("exit code %d, %d rows: %v", code, len(rows), rows)
	}
	if t.Failed() {
		t.Logf("%s%s", stdout, stderr)
	}
	a.unharmed(t)
}

// unharmed wants nothing to have changed, to have been told, or to go on.
func (a *attackClass) unharmed(t *testing.T) {
	t.Helper()
	if text, err := os.ReadFile(filepath.Join(a.dir, "right-py/server.py")); err != nil || string(text) != lab(t, "tools/gallery/right/server.py") {
		t.Errorf("the neighbour's work was changed: %v", err)
	}
	if left, err := os.ReadDir(a.temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	filepath.Walk(a.out, func(path string, info os.FileInfo, err error) error {
		if text, _ := os.ReadFile(path); strings.Contains(string(text), "DUMMY-") {
			t.Errorf("%s tells a secret", path)
		}
		return err
	})
	commands, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range commands {
		if text, _ := os.ReadFile(name); strings.Contains(string(text), a.told["marker"].(string)) {
			t.Errorf("a process has survived: %s", name)
		}
	}
}

// In bubblewrap no attack comes to anything, and those next to it get their points.
func TestAttacks(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a class of attackers")
	}
	if !hasBwrap(t) || !hasPython(t) {
		t.Skip("skipped: there is no bubblewrap that works, or no Python")
	}
	a := newAttackClass(t)
	want := map[string]string{"first": "4 100 ", "right-py": "4 100 ", "first.built": "   not examined: no program", "right-py.runs": "   not examined: no program"}
	for _, name := range []string{"files", "answer", "processes", "owner", "sockets", "memory", "disk", "hide"} {
		a.attack(t, name)
		want[name] = "…reached: nothing"
	}
	a.attack(t, "fork") // it is ended for it, or waited for in vain
	want["fork"] = "0 0 no-listener"
	hand(t, a.dir, "first.built/readme.txt", "")
	hand(t, a.dir, "right-py.runs/readme.txt", "")
	// A variable of the teacher's in the arguments.
	hand(t, a.dir, "variable/command.txt", "python3 server.py $TEACHERS_SECRET {addr}\n")
	hand(t, a.dir, "variable/server.py", "import sys; print(sys.argv)\n")
	want["variable"] = "   not examined: command.txt must hold one command"
	// A file of the teacher's in the messages of a compiler.
	hand(t, a.dir, "cgo/main.go", "package main\n\n// #include \""+filepath.Join(a.secrets, "id_dummy")+"\"\nimport \"C\"\n\nfunc main() {}\n")
	want["cgo"] = "0 0  it does not build"
	hand(t, a.dir, "embed/main.go", "package main\n\nimport _ \"embed\"\n\n//go:embed link.txt\nvar key string\n\nfunc main() { panic(key) }\n")
	os.Symlink(filepath.Join(a.secrets, "id_dummy"), filepath.Join(a.dir, "embed", "link.txt"))
	want["embed"] = "0 0  it does not build"
	// Another program of the lab, a link, a file without blocks, and a name that is a path.
	hand(t, a.dir, "others/command.txt", "../right-py/server.py {addr}\n")
	want["others"] = "0 0 no-listener"
	hand(t, a.dir, "linked/readme.txt", "")
	os.Symlink(filepath.Join(a.dir, "right-py/server.py"), filepath.Join(a.dir, "linked", "server.py"))
	want["linked"] = "   not examined: no program was found"
	hand(t, a.dir, "sparse/main.go", "package main\n")
	if err := os.Truncate(filepath.Join(a.dir, "sparse/main.go"), 1<<30); err != nil {
		t.Fatal(err)
	}
	want["sparse"] = "   not examined: what was handed in is too large"
	hand(t, a.dir, `x\..\..\evil/readme.txt`, "")
	want[`x\..\..\evil`] = "   not examined: no program"
	a.grade(t, "bwrap", want)
	if _, err := os.Stat(filepath.Join(a.out, resultsFolder, "x_.._.._evil.json")); err != nil {
		t.Error(err)
	}
}

// Landlock alone keeps the files and the processes of others; what it leaves open is said.
func TestAttacksLandlock(t *testing.T) {
	if testing.Short() {
		t.Skip("long: attackers, one after the other")
	}
	if !hasPython(t) {
		t.Skip("skipped: there is no Python")
	}
	a := newAttackClass(t)
	os.RemoveAll(filepath.Join(a.dir, "first"))
	want := map[string]string{"right-py": "4 100 "}
	for _, name := range []string{"files", "answer", "processes", "machine", "owner", "memory", "hide", "flee"} {
		a.attack(t, name)
		want[name] = "…reached: nothing"
	}
	a.grade(t, "landlock", want)
}
