package probe_test

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tcplab/shared/peer"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// Every exercise fails as it is laid out, and its solution passes.
func TestExercises(t *testing.T) {
	t.Parallel()
	var chosen []exercise.Exercise
	for _, e := range exercise.All {
		if testing.Short() && e.ID != "h1" {
			t.Run(e.ID, func(t *testing.T) { t.Skip("long: all exercises") })
			continue
		}
		chosen = append(chosen, e)
	}
	starts := buildStarts(t, chosen)
	for _, e := range chosen {
		args := []string{"-delay", "50ms"}
		if e.Lesson == 5 {
			args = nil
		}
		check := func(dir, name string, flags []string) probe.Report {
			command := append([]string{process.Program(dir, name), "-quiet", "-addr", "{addr}"}, flags...)
			subject := probe.Target{Command: command}
			report := hold(t, subject, func(ctx context.Context) (probe.Report, error) {
				switch {
				case e.Homework:
					return subject.Homework(ctx, e.ID)
				case e.Lesson == 5:
					return subject.Client(ctx)
				}
				return subject.Server(ctx, cmp.Or(e.Stage, e.Lesson))
			})
			wantsWhole(t, report)
			return report
		}
		t.Run(e.ID+"/start", func(t *testing.T) {
			t.Parallel()
			flags := args
			if e.ID == "5" {
				flags = []string{"-delay", "50ms"} // a server still
			}
			if report := check(starts, "start-"+e.ID, flags); report.Pass || len(report.Mistakes) == 0 {
				t.Errorf("what is laid out has passed: %+v", report)
			}
		})
		t.Run(e.ID+"/solution", func(t *testing.T) {
			t.Parallel()
			if report := check(bin, e.Name, args); !report.Pass || len(report.Mistakes) > 0 {
				t.Errorf("the solution has not passed: %+v", report)
			}
		})
	}
}

// wantsWhole wants each sentence to have all that belongs into it.
func wantsWhole(t *testing.T, report probe.Report) {
	t.Helper()
	for _, c := range report.Checks {
		if strings.Contains(c.Saw, "%!") {
			t.Errorf("%s: %s", c.ID, c.Saw)
		}
	}
}

// buildStarts builds what the exercises begin with, as a student would have
// it in work/, and returns the folder.
func buildStarts(t *testing.T, exercises []exercise.Exercise) (dir string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	lab := t.TempDir()
	if err := os.CopyFS(filepath.Join(lab, "lessons"), os.DirFS(filepath.Join(root, "lessons"))); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range exercises {
		file, begun, err := e.Begin(lab, phrase.English)
		if !begun || err != nil {
			t.Fatalf("%s: %v", e.ID, err)
		}
		files["start-"+e.ID] = file
	}
	return buildElsewhere(t, files)
}

// buildElsewhere builds programs whose files are not in the lab, as parts of it,
// and returns their folder.
func buildElsewhere(t *testing.T, files map[string]string, flags ...string) (dir string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	args := append(flags, "-overlay", filepath.Join(t.TempDir(), "overlay.json"))
	for name, file := range files {
		folder := "tools/" + name
		replace[filepath.Join(root, folder, "main.go")] = file
		args = append(args, "./"+folder)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(args[len(flags)+1], overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	if dir, err = process.BuildTemporary(args...); err != nil {
		if slices.Contains(flags, "-race") && !strings.Contains(err.Error(), ".go:") {
			t.Skipf("no race detector: %v", err)
		}
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// Homework 3 is examined at a fixed address as well.
func TestHomeworkThatRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a silent client has ten seconds")
	}
	t.Parallel()
	addr := peer.FreeAddr(t)
	e := probe.Target{Command: program("h3-silent-client", "-quiet", "-delay", "0", "-addr", addr), Addr: addr}
	report := hold(t, e, func(ctx context.Context) (probe.Report, error) { return e.Homework(ctx, "h3") })
	if !report.Pass {
		t.Errorf("%+v", report)
	}
}

// wrongHomework are solutions with one thing changed for the worse, and the
// mistake that is to be found.
var wrongHomework = []struct {
	id, name string
	flags    []string // of go build
	change   []string // old and new texts, in turn
	want     string
}{
	{id: "h1", name: "one-client", change: []string{"range 2", "range 1"}, want: probe.StopsAfterOne},
	{id: "h1", name: "swapped", change: []string{"conn.LocalAddr(), conn.RemoteAddr(), differ", "conn.RemoteAddr(), conn.LocalAddr(), differ"}, want: probe.FourNumbers},
	{id: "h1", name: "one-line", change: []string{"client %s\\n%s", "client %s %s"}, want: probe.FourNumbers},
	{id: "h1", name: "first-differs", change: []string{"if i == 0 {", "if i < 0 {"}, want: probe.WhichDiffer},
	{id: "h1", name: "goes-on", change: []string{"range 2", "range 3"}, want: probe.NeverEnds},
	{id: "h2", name: "listens-again", change: []string{"lab.Exit(run(lab))", "for {\n\t\trun(lab)\n\t}", "serve(lab, conn)\n\t}", "return serve(lab, conn)\n\t}"}, want: probe.StopsAfterOne},
	{id: "h3", name: "dies-of-silence", change: []string{"\t\tserve(lab, conn)", "\t\tif err := serve(lab, conn); err != nil {\n\t\t\treturn err\n\t\t}"}, want: probe.DiesOnEOF},
	{id: "h3", name: "first-word-only", change: []string{"buffer := make", "conn.SetReadDeadline(time.Now().Add(patience))\n\tbuffer := make",
		"conn.SetReadDeadline(time.Now().Add(patience))\n\t\t// 5.", "// 5.", "// 6.", "conn.SetReadDeadline(time.Time{})\n\t\t// 6."}, want: probe.KeepsSilent},
	{id: "h2", name: "ignores-error", change: []string{"if _, err := conn.Write(reply); err != nil {\n\t\t\treturn err\n\t\t}", "conn.Write(reply)",
		"conn net.Conn) error", "conn net.Conn)"}, want: probe.IgnoresFailedSend},
	{id: "h4a", name: "greets-first", change: []string{"select {", "conn.Write([]byte(\"Welcome!\"))\n\t\tselect {",
		"if _, err := conn.Write([]byte(\"Welcome!\")); err != nil {\n\t\treturn err\n\t}\n", ""}, want: probe.NotTold},
	{id: "h4a", name: "keeps-the-place", change: []string{"defer func() { <-places }()", "", "if err != nil || lab", "if err == io.EOF {\n<-places\n}\nif err != nil || lab",
		"\"net\"\n", "\"io\"\n\"net\"\n"}, want: probe.TurnsAway},
	{id: "h4a", name: "frees-another", change: []string{"conn.Write([]byte(\"Three clients are here; no place is free.\\n\"))",
		"conn.Write([]byte(\"full\\n\"))\n<-places"}, want: probe.LetsAllIn},
	{id: "h4a", name: "counts-late", change: []string{"case places <- struct{}{}:", "default:", "default: // no place is free", "case len(places) == 3:",
		"select {", "switch {", "defer conn.Close()", "defer conn.Close()\ntime.Sleep(50 * time.Millisecond)\nplaces <- struct{}{}", ", 3)", ", 30)",
		"\"net\"\n", "\"net\"\n\"time\"\n"}, want: probe.LetsAllIn},
	{id: "h4a", name: "no-lock", flags: []string{"-race"}, change: []string{"case places <- struct{}{}:", "case count < 3:\ncount++",
		"select {", "switch {", "<-places", "count--", "// run listens", "var count int\n\n// run listens"}, want: probe.DataRace},
	{id: "h4b", name: "some-seconds", change: []string{"clients.Wait()", "time.Sleep(5 * time.Second)", "\"sync\"\n", "\"sync\"\n\"time\"\n"}, want: probe.CutsOff},
	{id: "h4b", name: "newest-only", change: []string{"clients.Wait()", "newest.Wait()", "clients.Go(", "newest = new(sync.WaitGroup)\nnewest.Go(",
		"var clients sync.WaitGroup", "newest := new(sync.WaitGroup)"}, want: probe.CutsOff},
	{id: "h4b", name: "no-second", change: []string{"listener.Close() })", "signal.Ignore(os.Interrupt); listener.Close() })",
		"\"net\"\n", "\"net\"\n\"os\"\n\"os/signal\"\n"}, want: probe.NeverEnds},
	{id: "h4c", name: "no-lock", flags: []string{"-race"}, change: []string{"defer u.mu.Unlock()", "", "u.mu.Lock()", "", "u.mu.Unlock()", ""}, want: probe.DataRace},
	{id: "h4c", name: "silent-refusal", change: []string{`conn.Write([]byte("The name " + message + " is in use.\n"))`, ""}, want: probe.SameName},
	{id: "h4c", name: "refusal-frees", change: []string{"default:\n", "default:\n\t\t\t\there.leave(message)\n"}, want: probe.SameName},
	{id: "h4c", name: "never-free", change: []string{"if u.conns[name] != nil {", "_, taken := u.conns[name]\n\tif taken {", "delete(u.conns, name)", "u.conns[name] = nil"}, want: probe.SameName},
	{id: "h4c", name: "keeps-the-lock", change: []string{"defer u.mu.Unlock()\n\tif u.conns[name] != nil {", "if u.conns[name] != nil {",
		"u.conns[name] = conn\n", "u.conns[name] = conn\n\tu.mu.Unlock()\n"}, want: probe.NotDelivered},
	{id: "h4c", name: "look-then-take", change: []string{"\"sync\"\n", "\"sync\"\n\t\"time\"\n",
		"\t\treturn false\n\t}\n", "\t\treturn false\n\t}\n\tu.mu.Unlock()\n\ttime.Sleep(50 * time.Millisecond)\n\tu.mu.Lock()\n"}, want: probe.SameName},
	{id: "h4c", name: "no-line", change: []string{"text + \"\\n\"", "text"}, want: probe.NotDelivered},
	{id: "h4c", name: "no-exit", change: []string{"lab.IsExit([]byte(message))", "false"}, want: probe.IgnoresExit},
	{id: "h4d", name: "one-each", change: []string{"for conn := range queue {", "if conn, ok := <-queue; ok {"}, want: probe.LosesWaiting},
	{id: "h4d", name: "full", change: []string{"queue <- conn", "select {\ncase queue <- conn:\ndefault:\nconn.Close()\n}"}, want: probe.LosesWaiting},
	{id: "h4d", name: "three", change: []string{"workers = 4", "workers = 3"}, want: probe.LosesWaiting},
	{id: "h4d", name: "five", change: []string{"workers = 4", "workers = 5"}, want: probe.ServesTooMany},
	{id: "h5", name: "no-newline", change: []string{"\"%s\\n\"", "\"%s\""}, want: probe.HalfAReply},
	{id: "h5", name: "known-length", change: []string{"reader.ReadString('\\n')", "io.ReadFull(reader, make([]byte, len(\"Hello, !\\n\")+len(message)))",
		"\"fmt\"\n", "\"fmt\"\n\"io\"\n"}, want: probe.HalfAReply},
	{id: "h6", name: "recv-is-a-line", change: []string{"bufio.NewReader(conn)", "make([]byte, 1024)",
		"line, err := reader.ReadBytes('\\n')", "n, err := conn.Read(reader); line := reader[:n]", "\"bufio\"\n", "\n"}, want: probe.GluesLines},
	{id: "h6", name: "new-reader", change: []string{"line, err := reader", "line, err := bufio.NewReader(conn)",
		"reader := bufio.NewReader(conn)", ""}, want: probe.GluesLines},
	{id: "h6", name: "no-empty-line", change: []string{"if err != nil || lab", "if string(line) == \"\\n\" {\ncontinue\n}\nif err != nil || lab"}, want: probe.GluesLines},
	{id: "h6", name: "pieces-are-text", change: []string{"bufio.NewReader(conn)", "bufio.NewReader(text{conn})",
		"// serve talks", "type text struct{ net.Conn }\n\nfunc (t text) Read(b []byte) (int, error) {\n\tn, err := t.Conn.Read(b)\n\treturn copy(b, strings.ToValidUTF8(string(b[:n]), \"?\")), err\n}\n\n// serve talks",
		"\"net\"\n", "\"net\"\n\"strings\"\n"}, want: probe.SplitsLines},
	{id: "h6", name: "last-exit", change: []string{"lab.IsExit(line)", "lab.IsExit(line) && reader.Buffered() == 0"}, want: probe.GluesLines},
	{id: "h6", name: "serial", change: []string{"go serve(lab, conn)", "serve(lab, conn)"}, want: probe.ServesSerially},
	{id: "h7", name: "one-client-only", change: []string{"first := connect", "lab.Exit(nil)\nfirst := connect"}, want: probe.MissesBroken},
	{id: "h7", name: "suspicious", change: []string{"run(lab)\n\tlab.Exit(nil)", "run(lab)\n\tlab.Exit(io.EOF)"}, want: probe.AccusesCorrect},
	{id: "h7", name: "hasty", change: []string{"3 * time.Second", "time.Second"}, want: probe.AccusesCorrect},
	{id: "h7", name: "greeting-whole", change: []string{"c.wants(\"Welcome!\")", "if n, _ := conn.Read(make([]byte, 8)); n != 8 {\nlab.Exit(io.EOF)\n}"}, want: probe.AccusesCorrect},
}

// What is wrong with homework is told by its cause.
func TestWrongHomework(t *testing.T) {
	t.Parallel()
	for _, wrong := range wrongHomework {
		t.Run(wrong.id+"/"+wrong.name, func(t *testing.T) {
			t.Parallel()
			if testing.Short() {
				t.Skip("long: many runs")
			}
			e, _ := exercise.Find(wrong.id)
			code, err := os.ReadFile(e.Solution(filepath.Join("..", "..", "..")))
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.NewReplacer(wrong.change...).Replace(string(code))
			file := filepath.Join(t.TempDir(), "main.go")
			if err := os.WriteFile(file, []byte(changed), 0o666); err != nil {
				t.Fatal(err)
			}
			name := "wrong-" + wrong.id + "-" + wrong.name
			command := inLab()
			if e.Lesson < 5 {
				command = inLab("-delay", "50ms")
			}
			dir := buildElsewhere(t, map[string]string{name: file}, wrong.flags...)
			subject := probe.Target{Command: append([]string{process.Program(dir, name)}, command...)}
			report := hold(t, subject, func(ctx context.Context) (probe.Report, error) { return subject.Homework(ctx, wrong.id) })
			wantsWhole(t, report)
			if report.Pass || len(report.Mistakes) == 0 || report.Mistakes[0] != wrong.want {
				t.Errorf("want %s: %+v", wrong.want, report)
			}
		})
	}
}

// Two lines that arrive together and get one answer are remarked upon, and only
// where they do.
func TestTwoTogether(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"03-detect-close": true, "h6-lines": false} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && !want {
				t.Skip("long: the whole of stage 3 once more, for a remark that is not made")
			}
			t.Parallel()
			remarked := false
			e := probe.Target{Command: ours(name, "-delay", "0"), Show: func(l probe.Line) {
				remarked = remarked || l.Kind == probe.Remark && strings.Contains(l.Text, "h6")
			}}
			hold(t, e, func(ctx context.Context) (probe.Report, error) { return e.Server(ctx, 3) })
			if remarked != want {
				t.Errorf("remarked: %v, want %v", remarked, want)
			}
		})
	}
}
