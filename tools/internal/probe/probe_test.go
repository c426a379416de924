package probe_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"tcplab/shared/course"
	"tcplab/shared/peer"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
)

// deadline is for one target, on a machine that is busy: where that stands still now and
// then, a single answer may be waited for for a minute.
const deadline = 4 * time.Minute

// bin is where the lessons, the gallery and the homework are.
var bin string

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "examine" {
		examine(os.Args[2:])
		return
	}
	flag.Parse()
	// Exams wait most of the time; but the more of them there are, the longer each
	// has to wait, and a server whose answer takes long is asked fewer questions.
	flag.Set("test.parallel", strconv.Itoa(4*runtime.NumCPU()))
	os.Exit(func() int {
		var err error
		if bin, err = process.Build("-tags", "coarseclock", "./lessons/...", "./tools/gallery/...", "./tools/homework/..."); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// program returns the command that starts a built program.
func program(name string, args ...string) []string {
	return append([]string{process.Program(bin, name)}, args...)
}

// ours returns the command that starts a program of the lab.
func ours(name string, args ...string) []string {
	return program(name, inLab(args...)...)
}

// inLab returns the arguments of a program of the lab.
func inLab(args ...string) []string {
	return append([]string{"-quiet", "-addr", "{addr}"}, args...)
}

// python returns the command that runs a script. Without the packages of others,
// which no script here needs, Python starts in half the time.
func python(t *testing.T, script string, args ...string) []string {
	t.Helper()
	return append([]string{peer.Python(t), "-S", script}, args...)
}

// identify examines a server in all respects.
func identify(t *testing.T, e probe.Target) probe.Report {
	t.Helper()
	return hold(t, e, func(ctx context.Context) (probe.Report, error) { return e.Identify(ctx) })
}

func hold(t *testing.T, e probe.Target, examine func(context.Context) (probe.Report, error)) probe.Report {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	report, err := examine(ctx)
	if failure := new(probe.Failure); errors.As(err, &failure) {
		t.Logf("once more, as the user is told: %v", err) // on a busy machine
		report, err = examine(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// wants compares what was found with what there is.
func wants(t *testing.T, got probe.Report, stage int, mistakes ...string) {
	t.Helper()
	if got.Stage != stage || !slices.Equal(got.Mistakes, mistakes) {
		t.Errorf("stage %d %v, want stage %d %v", got.Stage, got.Mistakes, stage, mistakes)
		for _, check := range got.Checks {
			t.Logf("%v %s: %s", check.Pass, check.ID, check.Saw)
		}
	}
}

// The gallery has a server for each mistake, and how far it comes.
var gallery = map[string]int{
	probe.NoListener:     0,
	probe.NoReply:        0,
	probe.ClosesAfterOne: 1,
	probe.StopsAfterOne:  2,
	probe.IgnoresEOF:     2,
	probe.DiesOnEOF:      2,
	probe.ServesSerially: 3,
	probe.BusyLoop:       4,
	probe.NeverCloses:    4,
	probe.DropsClients:   3,
	probe.DiesOnReset:    4,
	probe.DiesOnBadText:  4,
	probe.LosesBytes:     4,
	probe.AnswersOnce:    1,
	probe.MixesClients:   3,
	probe.BlocksOnOne:    3,
	probe.ForgetsClients: 3,
	probe.LimitsClients:  3,
	probe.DropsIdle:      4,
	probe.DiesOnEmpty:    4,
	probe.DiesOnLong:     4,
	probe.ExitEndsAll:    4,
	probe.Leftovers:      4,
	probe.LeavesZombies:  4,
}

// Each server of the gallery is named by its mistake and by no other, and the
// one that makes none by none.
func TestGallery(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob(filepath.Join("..", "..", "gallery", "*"))
	if err != nil || len(folders) != len(gallery)+1 {
		t.Errorf("%d programs in the gallery for %d mistakes (%v)", len(folders), len(gallery), err)
	}
	for _, folder := range folders {
		name := filepath.Base(folder)
		stage, mistakes := probe.Stages, []string(nil)
		if name != "right" {
			stage, mistakes = gallery[name], []string{name}
		}
		if exists(filepath.Join(folder, "main.go")) {
			t.Run(name, func(t *testing.T) {
				// Lessons 3 and 4 are examined in short tests: one that fails late, and a right one.
				if testing.Short() && name != probe.ClosesAfterOne {
					t.Skip("long: the whole gallery")
				}
				t.Parallel()
				wants(t, identify(t, probe.Target{Command: program(name, "{addr}")}), stage, mistakes...)
			})
		}
		script := filepath.Join(folder, "server.py")
		if !exists(script) {
			continue
		}
		t.Run(name+".py", func(t *testing.T) {
			if testing.Short() {
				t.Skip("long: the whole gallery once more in Python")
			}
			t.Parallel()
			if name == probe.LeavesZombies && runtime.GOOS != "linux" {
				t.Skip("zombies are looked for on Linux only")
			}
			wants(t, identify(t, probe.Target{Command: python(t, script, "{addr}")}), stage, mistakes...)
		})
	}
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// Each lesson has reached its own stage, and fails at the next one by the flaw
// that the next one fixes.
func TestLessons(t *testing.T) {
	t.Parallel()
	for number, flaw := range map[int]string{
		1: probe.ClosesAfterOne, 2: probe.DiesOnEOF, 3: probe.ServesSerially, 4: "",
	} {
		name := course.Lessons[number-1].Name
		t.Run(name, func(t *testing.T) {
			if testing.Short() && number > 1 {
				t.Skip("long: each lesson, at its stage and at the next one")
			}
			t.Parallel()
			e := probe.Target{Command: ours(name, "-delay", "50ms")}
			own := hold(t, e, func(ctx context.Context) (probe.Report, error) { return e.Server(ctx, number) })
			wants(t, own, number)
			if !own.Pass {
				t.Error("it has not passed")
			}
			if flaw == "" {
				return
			}
			next := hold(t, e, func(ctx context.Context) (probe.Report, error) { return e.Server(ctx, number+1) })
			wants(t, next, number, flaw)
			if next.Pass {
				t.Error("it has passed the next stage")
			}
		})
	}
	t.Run("05-client", func(t *testing.T) {
		t.Parallel()
		e := probe.Target{Command: ours("05-client")}
		report := hold(t, e, e.Client)
		wants(t, report, 5)
	})
}

// A server that thinks for a second, as the lessons do, is judged as rightly.
func TestThinkers(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a second for each reply")
	}
	t.Parallel()
	for name, want := range map[string]probe.Report{
		"03-detect-close": {Stage: 3, Mistakes: []string{probe.ServesSerially}},
		"04-threaded":     {Stage: 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wants(t, identify(t, probe.Target{Command: ours(name)}), want.Stage, want.Mistakes...)
		})
	}
}

// The forking echo servers of others make no mistake.
func TestEchoServers(t *testing.T) {
	t.Parallel()
	for name, command := range map[string]string{
		"socat": "TCP-LISTEN:{port},bind={host},fork,reuseaddr EXEC:cat",
		"ncat":  "-l -k -e /bin/cat {host} {port}",
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("long: two processes for each client")
			}
			t.Parallel()
			path := peer.Find(t, name)
			wants(t, identify(t, probe.Target{Command: append([]string{path}, strings.Fields(command)...)}), probe.Stages)
		})
	}
}

// One that runs already is examined as it is, with nothing started again.
func TestRunningServer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	p, err := process.Lab(process.Program(bin, "04-threaded"), "-quiet", "-addr", peer.FreeAddr(t), "-delay", "0").Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Kill()
	if err := p.Listening(ctx); err != nil {
		t.Fatal(err)
	}
	wants(t, identify(t, probe.Target{Addr: p.Addr}), probe.Stages)
	p.Interrupt()
	if code, err := p.Wait(ctx); code != 0 || err != nil {
		t.Errorf("it did not go on: code %d, %v", code, err)
	}
	wants(t, identify(t, probe.Target{Addr: p.Addr}), 0, probe.NoListener)
}

// A server at a fixed address can be started again at once, although it has
// closed first and its system keeps the port of such a connection busy.
func TestFixedAddress(t *testing.T) {
	t.Parallel()
	script := filepath.Join(t.TempDir(), "server.py")
	// Without SO_REUSEADDR, as the documents write it.
	err := os.WriteFile(script, []byte(`
import socket, sys
s = socket.socket()
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen(5)
while True:
    c, _ = s.accept()
    c.send(c.recv(1024))
    c.close()
`), 0o666)
	if err != nil {
		t.Fatal(err)
	}
	e := probe.Target{Command: python(t, script, "{port}"), Addr: peer.FreeAddr(t)}
	for range 3 {
		wants(t, identify(t, e), 1, probe.ClosesAfterOne)
	}
}

// A server that answers complete frames only is examined with them.
func TestSay(t *testing.T) {
	t.Parallel()
	frame, err := probe.ParseFrame("^%s$")
	if err != nil {
		t.Fatal(err)
	}
	e := probe.Target{Command: python(t, filepath.Join("testdata", "server.py"), "framed", "{port}"), Say: frame}
	if testing.Short() { // long: all stages
		wants(t, hold(t, e, func(ctx context.Context) (probe.Report, error) { return e.Server(ctx, 2) }), 2)
	} else {
		wants(t, identify(t, e), probe.Stages)
	}
	for _, wrong := range []string{"", "no place", "%s and %s", `\q%s`} {
		if _, err := probe.ParseFrame(wrong); err == nil {
			t.Errorf("%q is taken for a frame", wrong)
		}
	}
	if frame, err := probe.ParseFrame(`"\x02%s\r\n"`); frame != "\"\x02%s\r\n\"" || err != nil {
		t.Errorf("%q, %v", frame, err)
	}
}

// What led to a mistake is kept: the calls of the clients that matter, and those
// of the server, if it tells.
func TestExchanges(t *testing.T) {
	t.Parallel()
	command := program("03-detect-close", "-addr", "{addr}", "-delay", "50ms", "-events", "-")
	report := identify(t, probe.Target{Command: command})
	if len(report.Exchanges) != 1 || report.Exchanges[0].Mistake != probe.ServesSerially {
		t.Fatalf("%+v", report.Exchanges)
	}
	ops := map[int]string{}
	for _, entry := range report.Exchanges[0].Entries {
		ops[entry.Client] += " " + string(entry.Op)
	}
	for client, want := range map[int]string{
		0: "listen wait accept", 1: "connect recv send recv shutdown eof close", 2: "connect error recv",
	} {
		if got := strings.TrimSpace(ops[client]); !strings.HasPrefix(got, want) {
			t.Errorf("%d: %s, want %s", client, got, want)
		}
	}
}

// Of a client under test, the exchange is the side of the probe, which is its server.
func TestExchangeOfAClient(t *testing.T) {
	t.Parallel()
	hasty := probe.Target{Command: program("05-client", "-addr", "{addr}", "-greeting=false", "Michael")}
	report := hold(t, hasty, hasty.Client)
	if len(report.Exchanges) == 0 {
		t.Fatalf("%+v", report)
	}
	var ops []string
	for _, entry := range report.Exchanges[0].Entries {
		ops = append(ops, fmt.Sprint(entry.Client, " ", entry.Op))
	}
	if got := strings.Join(ops, ", "); !strings.HasPrefix(got, "1 connect, 0 accept, 0 recv") {
		t.Error(got)
	}
}

// What cannot be examined is no mistake of the server's.
func TestNothingToProbe(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]probe.Target{
		"could not be started": {Command: []string{filepath.Join(bin, "nothing"), "{addr}"}},
	} {
		_, err := e.Identify(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", e.Command, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	e := probe.Target{Command: ours("04-threaded"), Show: func(probe.Line) { cancel() }}
	if _, err := e.Identify(ctx); err != context.Canceled {
		t.Errorf("after Ctrl+C: %v", err)
	}
}

// Both languages say the same.
func TestLanguages(t *testing.T) {
	t.Parallel()
	e := probe.Target{Command: program("no-listener", "{addr}"), Lang: phrase.Chinese}
	report := identify(t, e)
	if saw := report.Checks[0].Saw; !strings.Contains(saw, "没有程序监听") {
		t.Errorf("in Chinese it says %q", saw)
	}
	for id, m := range probe.Mistakes {
		said := []phrase.Phrase{m.Means, m.Look}
		if m.From > 0 {
			said = append(said, m.Expected)
		}
		for _, text := range said {
			if text.EN == "" || strings.ContainsFunc(text.EN, han) || !strings.ContainsFunc(text.ZH, han) || strings.Contains(text.EN+text.ZH, "\n") {
				t.Errorf("what is said about %s is in the wrong language, missing, or no single line: %+v", id, text)
			}
		}
	}
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }
