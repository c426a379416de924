package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
	"tcplab/shared/peer"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// The test is its own student: what it does is its first argument.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if program, ok := programs[os.Args[1]]; ok {
			program(os.Args[2:])
			os.Exit(0)
		}
	}
	if len(os.Args) > 2 && os.Args[1] == sandbox.EnterArg { // in a sandbox, where it is called otherwise
		os.Exit(sandbox.Enter(os.Args[2:]))
	}
	testscript.Main(m, map[string]func(){"grade": main})
}

func TestScripts(t *testing.T) { flagstest.Run(t, "grade") }

// programs are what students hand in who mean harm, or workers that do. Their
// argument is where the test listens: each reports there, and the connection
// ends when the program does.
var programs = map[string]func(args []string){
	"hang": func(args []string) {
		report(args[0])
		select {}
	},
	"flood": func(args []string) {
		signal.Ignore(os.Interrupt, syscall.SIGTERM)
		report(args[0])
		for n := 0; ; n++ {
			fmt.Println(strings.Repeat("flood ", 1000))
			if n > 1000 { // more than anybody keeps: what follows need not cost the other tests their time
				time.Sleep(time.Millisecond)
			}
		}
	},
	"fork": func(args []string) {
		report(args[0])
		child := exec.Command(os.Args[0], "flood", args[0])
		child.Stdout = os.Stdout
		child.Run()
	},
	"panic": func([]string) { panic("broken on purpose") },
}

// report connects to the test, and keeps the connection for ever.
func report(addr string) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		panic(err)
	}
	go func() {
		io.Copy(io.Discard, conn)
		os.Exit(0) // the test has ended
	}()
}

// A watchman knows which programs live.
type watchman struct {
	listener net.Listener
	came     chan net.Conn
}

func newWatchman(t *testing.T) *watchman {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	w := &watchman{l, make(chan net.Conn, 100)}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			w.came <- conn
		}
	}()
	return w
}

// arrived waits until so many programs have come, and reports whether they have.
func (w *watchman) arrived(programs int) bool {
	for begun := time.Now(); len(w.came) < programs; time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > time.Minute {
			return false
		}
	}
	return true
}

// allGone wants at least so many programs to have been there, and none to live.
func (w *watchman) allGone(t *testing.T, least int) {
	t.Helper()
	w.listener.Close()
	n := 0
	for len(w.came) > 0 {
		conn := <-w.came
		conn.SetReadDeadline(time.Now().Add(30 * time.Second))
		if _, err := io.ReadAll(conn); err != nil && os.IsTimeout(err) {
			t.Error("a program has survived its check")
		}
		conn.Close()
		n++
	}
	if n < least {
		t.Errorf("%d programs have run, want %d", n, least)
	}
}

// atLimit runs grade with a limit that ends programs before the check does, after at
// least so many of them have started, and wants the students' rows to begin so. On a
// slow machine that takes a longer limit, and the check may end them before it.
func (w *watchman) atLimit(t *testing.T, programs, code int, begins map[string]string, args ...string) {
	t.Helper()
	for limit := 5 * time.Second; ; limit *= 4 {
		out := t.TempDir()
		got, stdout, stderr := grade(t, append([]string{"-limit", limit.String(), "-out", out}, args...)...)
		var wrong []string
		if got != code || stderr != "" || len(w.came) < programs {
			wrong = append(wrong, fmt.Sprintf("exit code %d, %d programs have run: %s\n%s", got, len(w.came), stderr, stdout))
		}
		rows := csvRows(t, out)
		for name, begin := range begins {
			if row := strings.Join(rows[name], " "); !strings.HasPrefix(row, begin) {
				wrong = append(wrong, fmt.Sprintf("%s has %q, want %q", name, row, begin))
			}
			if strings.HasPrefix(begin, "0 0  ") { // ended by the limit, or now by the check
				begins[name] = "0 0 "
			}
		}
		switch {
		case wrong == nil:
			return
		case limit > time.Minute:
			t.Error(strings.Join(wrong, "\n"))
			return
		}
	}
}

// command is grade with arguments, in English.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	t.Cleanup(cancel)
	if !slices.Contains(args, "-sandbox") && !hasBwrap(t) {
		args = append([]string{"-sandbox", "off"}, args...)
	}
	cmd := exec.CommandContext(ctx, "grade", args...)
	cmd.Env = append(os.Environ(), "LAB_LANG=en", "GO111MODULE=off") // the teacher's own settings do not matter
	return cmd
}

// grade runs grade, and again if it says that the machine was too busy. It returns the
// exit code and what it said.
func grade(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	for range 3 {
		cmd := command(t, args...)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		code, stdout, stderr = cmd.ProcessState.ExitCode(), out.String(), errs.String()
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), "too busy to tell") {
			break
		}
	}
	return code, stdout, stderr
}

// hand puts a file into the folder of a student.
func hand(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// handProgram hands in the test itself.
func handProgram(t *testing.T, dir, student, does, addr string) {
	t.Helper()
	hand(t, dir, student+"/command.txt", fmt.Sprintf("'%s' %s %s\n", os.Args[0], does, addr))
}

// lab returns a file of the repository.
func lab(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// replaced is text with something else in it, which it must have.
func replaced(t *testing.T, text, old, new string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("there is no %s in\n%s", old, text)
	}
	return strings.ReplaceAll(text, old, new)
}

// csvRows reads the table: what comes after each name.
func csvRows(t *testing.T, out string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, csvFile))
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	if err != nil || len(all) == 0 || strings.Join(all[0], ",") != "student,stage,points,mistakes,remark,id,sandbox" {
		t.Fatalf("%v: %s", err, text)
	}
	rows := map[string][]string{}
	for _, row := range all[1:] {
		rows[row[0]] = row[1:]
	}
	return rows
}

// A class as it is: what each of them has handed in costs the others nothing.
func TestClass(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "小 班")
	hand(t, dir, "李雷/work/04-threaded/main.go", lab(t, "lessons/04-threaded/main.go"))
	hand(t, dir, "李雷/work/03-detect-close/main.go", "package main\n")
	hand(t, dir, "serial/main.go", lab(t, "tools/gallery/serves-serially/main.go"))
	hand(t, dir, "typo/tcplab/work/02-loop-clients/main.go", "package main\n\nfunc main() { serve() }\n")
	hand(t, dir, "ends/main.go", "package main\n\nfunc main() { panic(`<b>no way</b>`) }\n")
	hand(t, dir, "empty/readme.txt", "sorry")
	hand(t, dir, ".git/main.go", lab(t, "tools/gallery/right/main.go"))
	hand(t, dir, "list.txt", "plain")
	page := gradeAll(t, dir, map[string]string{
		"李雷":     "4 100  ",
		"serial": "3 60 serves-serially look: the program is tools/gallery/serves-serially/main.go of the lab",
		"typo":   "0 0  it does not build:\nmain.go:3:15: undefined: serve",
		"ends":   "0 0 no-listener no-listener: the program ended before it listened",
		"empty":  "   not examined: no program was found, no command.txt, no Go program and no *.py. There is: readme.txt",
	})
	for _, text := range []string{"李雷", `href="#serves-serially"`, `id="serves-serially"`, probe.Mistakes[probe.ServesSerially].Means.EN} {
		if !strings.Contains(page, text) {
			t.Errorf("%s is not on the page", text)
		}
	}
}

// Two servers with the same address of their own are examined one after the
// other, while others are.
func TestFixedAddresses(t *testing.T) {
	if testing.Short() {
		t.Skip("long: whole checks, one after the other")
	}
	t.Parallel()
	dir := t.TempDir()
	right, fixed := lab(t, "tools/gallery/right/main.go"), peer.FreeAddr(t)
	own := replaced(t, replaced(t, right, "127.0.0.1:9999", fixed), "len(os.Args) > 1", "len(os.Args) > 99")
	want := map[string]string{"fixed-1": "4 100  examined at " + fixed, "fixed-2": "4 100  examined at " + fixed}
	hand(t, dir, "fixed-1/main.go", own)
	hand(t, dir, "fixed-2/main.go", own)
	if hasPython(t) {
		hand(t, dir, "python/server.py", lab(t, "tools/gallery/right/server.py"))
		want["python"] = "4 100  "
	}
	gradeAll(t, dir, want)
}

// gradeAll grades a class, wants the rows of all students to begin like this, and
// returns the page.
func gradeAll(t *testing.T, dir string, want map[string]string) (page string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	code, stdout, stderr := grade(t, "-j", "8", "-limit", "7m", "-out", out, dir)
	wantCode := complete
	for _, row := range want {
		if strings.HasPrefix(row, " ") {
			wantCode = incomplete
		}
	}
	if code != wantCode || stderr != "" {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	rows := csvRows(t, out)
	for name, begin := range want {
		if got := strings.Join(rows[name], " "); !strings.HasPrefix(got, begin) {
			t.Errorf("%s has %q, want %q", name, got, begin)
		}
		if !strings.Contains(stdout, "  "+name+" ") {
			t.Errorf("%s is not on the screen", name)
		}
	}
	if len(rows) != len(want) {
		t.Errorf("%d rows for %d students: %v", len(rows), len(want), rows)
	}
	if t.Failed() {
		t.Log(stdout)
	}
	text, err := os.ReadFile(filepath.Join(out, pageFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// At its limit a program is ended, whatever it does, with all that it has
// started; and the others have their results.
func TestLimit(t *testing.T) {
	t.Parallel()
	w := newWatchman(t)
	dir := t.TempDir()
	addr := w.listener.Addr().String()
	hand(t, dir, "unknown/command.txt", "no-such-program {addr}\n")
	want := map[string]string{"unknown": "   没有检查：程序无法启动：no-such-program"}
	bad, programs := []string{"hang", "flood", "fork"}, 4 // as one of them starts another
	if testing.Short() {                                  // without those that take a core each
		bad, programs = bad[:1], 1
	} else {
		hand(t, dir, "typo/main.go", "package main\n\nfunc main() { serve() }\n")
		want["typo"] = "0 0  不能编译"
	}
	for _, does := range bad {
		handProgram(t, dir, does, does, addr)
		want[does] = "0 0  超过 "
	}
	w.atLimit(t, programs, incomplete, want, append(unconfined, "-j", "5", "-lang", "zh", dir)...)
	w.allGone(t, programs)
}

// A worker that breaks off is the trouble of one student, and one that does not
// listen to anybody is ended.
func TestBrokenWorkers(t *testing.T) {
	t.Parallel()
	c := &class{options: &options{limit: time.Minute}, lang: "en", bin: t.TempDir(), worker: []string{os.Args[0], "panic"}}
	_, err := c.do(t.Context(), job{}, time.Minute, nil)
	r := c.without(result{}, err)
	if r.Examined || !strings.Contains(r.Remark, "panic: broken on purpose") {
		t.Errorf("after a panic: %v, %+v", err, r)
	}

	if testing.Short() {
		t.Skip("long: one that starts another, and keeps a core busy")
	}
	w := newWatchman(t)
	c.worker = []string{os.Args[0], "fork", w.listener.Addr().String()}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		w.arrived(2)
		cancel()
	}()
	if _, err := c.do(ctx, job{}, time.Minute, nil); err != context.Canceled {
		t.Errorf("after Ctrl+C: %v", err)
	}
	w.allGone(t, 2)
}

// A program whose port somebody else has is not blamed for that: the teacher's
// own server may be running.
func TestPortTaken(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a server that is compiled first")
	}
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	dir, out := t.TempDir(), t.TempDir()
	right := lab(t, "tools/gallery/right/main.go")
	own := replaced(t, replaced(t, right, "127.0.0.1:9999", listener.Addr().String()), "len(os.Args) > 1", "len(os.Args) > 99")
	hand(t, dir, "fixed/main.go", own)
	code, stdout, stderr := grade(t, append(unconfined, "-out", out, dir)...)
	if row := csvRows(t, out)["fixed"]; code != incomplete || len(row) != 6 || row[1] != "" || !strings.Contains(row[3], "is taken") {
		t.Errorf("exit code %d, row %q\n%s%s", code, row, stdout, stderr)
	}
}
