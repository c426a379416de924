package probe_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/course"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
)

// The lessons in Python, which the pages show next to those in Go.

// inPython returns the program of a lesson in Python.
func inPython(t *testing.T, name string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "..", "..", "docs", "python", name+".py"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// Each one has reached the same stage as its lesson in Go, and makes the mistake
// that the next one fixes, and no other.
func TestPythonLessons(t *testing.T) {
	t.Parallel()
	for number, want := range map[int]probe.Report{
		1: {Stage: 1, Mistakes: []string{probe.ClosesAfterOne}},
		2: {Stage: 2, Mistakes: []string{probe.DiesOnEOF}},
		3: {Stage: 3, Mistakes: []string{probe.ServesSerially}},
		4: {Stage: 4},
	} {
		name := course.Lessons[number-1].Name
		t.Run(name, func(t *testing.T) {
			if testing.Short() && number != 2 {
				t.Skip("long: a second for each reply")
			}
			t.Parallel()
			e := probe.Target{Command: python(t, inPython(t, name), "{port}")}
			wants(t, identify(t, e), want.Stage, want.Mistakes...)
		})
	}
	t.Run("05-client", func(t *testing.T) {
		t.Parallel()
		e := probe.Target{Command: python(t, inPython(t, "05-client"), "{port}")}
		wants(t, hold(t, e, e.Client), 5)
	})
}

// They say on the wire what the lessons in Go say: the greeting, the reply to a
// message, to a line and to what is no text, and nothing to exit.
func TestPythonReplies(t *testing.T) {
	t.Parallel()
	for _, profile := range course.Lessons[:4] {
		if profile.Reply == "" {
			continue // that of lesson 02 is the operator's
		}
		lines := []string{"Michael", "你好\n", "\xff \r\n", "\n"}
		if profile.Number == 1 {
			lines = lines[1:2]
		}
		for _, language := range []string{"go", "python"} {
			t.Run(profile.Name+"/"+language, func(t *testing.T) {
				if testing.Short() && language == "go" {
					t.Skip("long: the lessons have tests of their own")
				}
				t.Parallel()
				command := ours(profile.Name)
				if language == "python" {
					command = python(t, inPython(t, profile.Name), "{port}")
				}
				conn := dial(t, command)
				if profile.Greets {
					hears(t, conn, "Welcome!")
				}
				for _, line := range lines {
					says(t, conn, line)
					text := strings.TrimRight(line, "\r\n")
					end := ""
					if strings.HasSuffix(line, "\n") {
						end = "\n"
					}
					hears(t, conn, strings.ReplaceAll(profile.Reply, "%s", text)+end)
				}
				if profile.Number > 1 {
					says(t, conn, "exit\r\n")
				}
				if rest, err := io.ReadAll(conn); err != nil || len(rest) > 0 {
					t.Errorf("at the end it sent %q (%v)", rest, err)
				}
			})
		}
	}
}

// dial starts a server and connects to it.
func dial(t *testing.T, command []string) net.Conn {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	for {
		server, err := process.Command{Args: command}.Start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(server.Kill)
		err = server.Listening(ctx)
		if server.LostAddr(err) {
			continue
		}
		if err != nil {
			t.Fatalf("%v: %s", err, server.Diagnostic().Text)
		}
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", server.Addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		conn.SetDeadline(time.Now().Add(deadline))
		return conn
	}
}

func says(t *testing.T, conn net.Conn, text string) {
	t.Helper()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
}

func hears(t *testing.T, conn net.Conn, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if n, err := io.ReadFull(conn, got); err != nil || string(got) != want {
		t.Fatalf("it sent %q (%v), want %q", got[:n], err, want)
	}
}

// The page that it fetches is saved byte by byte, for the request that the
// lesson in Go sends.
func TestPythonPage(t *testing.T) {
	t.Parallel()
	script := python(t, inPython(t, "06-http-get"))
	body := bytes.Repeat([]byte("\xff\r\n\r\npage\x00"), 1000)
	requests := make(chan string, 2)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests <- fmt.Sprint(r.Method, r.RequestURI, r.Proto, r.Host, r.Header)
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		w.Write(body)
	}))
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	url := server.URL + "/a/b?c=d"
	for _, command := range [][]string{
		program("06-http-get", "-quiet", "-url", url),
		append(script, url),
	} {
		cmd := exec.CommandContext(ctx, command[0], command[1:]...)
		cmd.Dir = t.TempDir()
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if page, err := os.ReadFile(filepath.Join(cmd.Dir, "page.html")); err != nil || !bytes.Equal(page, body) {
			t.Errorf("%s saved %d bytes, want %d (%v)", command[0], len(page), len(body), err)
		}
	}
	if inGo, other := <-requests, <-requests; inGo != other {
		t.Errorf("the request is %q in Python and %q in Go", other, inGo)
	}
}

var (
	step        = regexp.MustCompile(`(?m)^\s*(?://|#) (\d+\. .*?)(?:[:;]| *, at the end|\.?$).*$`)
	goFunc      = regexp.MustCompile(`(?m)^func (\w+)`)
	pythonFunc  = regexp.MustCompile(`(?m)^def (\w+)`)
	pythonUses  = regexp.MustCompile(`(?m)^\s*(?:import|from) (\w+)`)
	pythonPort  = regexp.MustCompile(`(?m)^PORT = (\d+)$`)
	wide        = 60 // columns of a program that is next to another
	plainEnough = []string{"selectors", "socket", "sys", "threading", "time"}
)

// Both languages have the same functions and the same steps, so that they can
// be side by side, and the same ports.
func TestPythonBesideGo(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(inPython(t, "*"))
	if err != nil || len(files) != len(course.Lessons) {
		t.Errorf("%d lessons in Python, want %d (%v)", len(files), len(course.Lessons), err)
	}
	for _, profile := range course.Lessons {
		t.Run(profile.Name, func(t *testing.T) {
			t.Parallel()
			inGo := source(t, filepath.Join("..", "..", "..", "lessons", profile.Name, "main.go"))
			python := source(t, inPython(t, profile.Name))

			steps, want := found(step, python), found(step, inGo)
			slices.Sort(steps) // Python closes where it is done, Go says defer before
			slices.Sort(want)
			if len(want) == 0 || !slices.Equal(steps, want) {
				t.Errorf("the steps are\n%q in Python and\n%q in Go", steps, want)
			}
			functions, wanted := found(pythonFunc, python), found(goFunc, inGo)[1:] // without main
			if !slices.Equal(functions, wanted) {
				t.Errorf("the functions are %q in Python and %q in Go", functions, wanted)
			}
			for _, module := range found(pythonUses, python) {
				if !slices.Contains(plainEnough, module) {
					t.Errorf("it uses %s", module)
				}
			}
			_, port, _ := net.SplitHostPort(profile.Addr)
			if got := strings.Join(found(pythonPort, python), " "); got != port {
				t.Errorf("its port is %q, want %q", got, port)
			}
			for line := range strings.Lines(python) {
				if n := columns.Width(strings.TrimSuffix(line, "\n")); n > wide {
					t.Errorf("%d columns, want at most %d: %s", n, wide, line)
				}
			}
		})
	}
}

// source reads a program, whatever the ends of its lines.
func source(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// found returns what the group of pattern stands for, again and again.
func found(pattern *regexp.Regexp, text string) (all []string) {
	for _, match := range pattern.FindAllStringSubmatch(text, -1) {
		all = append(all, match[1])
	}
	return all
}
