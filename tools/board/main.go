// Board shows a class its own queue: who waits in the accept queue, who is being
// served, for whom the server is thinking, and who has left. It starts a lesson or
// any other server, follows its events and the system's table of sockets, and
// serves one page, for the projector.
//
//	make board
//	go tool board -addr 0.0.0.0:9999    the class connects
//	go tool board -lesson 3 -- python3 server.py {addr}
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/load"
	"tcplab/tools/internal/pageserver"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

func main() { os.Exit(cli.Main(new(options).tool())) }

func (o *options) run(ctx context.Context, s *cli.Session) (code int, err error) {
	if o.out != "" {
		if err := atomicfile.Writable(o.out); err != nil {
			return 0, cli.Fail(notSaved, o.out, err)
		}
	}
	listener, err := net.Listen("tcp", o.page)
	if err != nil {
		meaning := fault.Explain(err, event.Server).In(s.Lang)
		return 0, cli.Fail(cannotListen, fault.Text(err), strings.ReplaceAll(meaning, "-addr", "-page"))
	}
	defer listener.Close()
	choices, first, err := o.choices(s)
	if err != nil {
		return 0, err
	}
	b := &board{lang: s.Lang, addr: o.addr, choices: choices, changed: make(chan struct{})}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := b.play(ctx, first); err != nil {
		return 0, err
	}

	o.introduce(s, b, listener.Addr())
	show := (&screen{cli.Frame{Terminal: s.Terminal}, b, b.lang}).show
	if o.json {
		show = func(ctx context.Context) { printJSON(ctx, s.Terminal, b) }
	}
	var all sync.WaitGroup
	all.Go(func() { b.watch(ctx) })
	all.Go(func() { show(ctx) })
	all.Go(func() { cancel(pageserver.Serve(ctx, "board", listener, newPage(ctx, b, listener.Addr()))) })
	all.Wait()
	b.close() // after that, no event is missing
	return 0, o.save(s, b)
}

// people is where sentences go: with -json, stdout is for programs.
func (o *options) people(s *cli.Session) io.Writer {
	if o.json {
		return console.Writer(os.Stderr)
	}
	return s
}

// introduce says where the page is, and where the class connects.
func (o *options) introduce(s *cli.Session, b *board, page net.Addr) {
	out := o.people(s)
	for _, url := range pageserver.URLs(page) {
		fmt.Fprintln(out, pageIsAt.Format(s.Lang, url))
	}
	for _, addr := range b.where() {
		fmt.Fprintln(out, connectTo.Format(s.Lang, addr))
	}
	fmt.Fprintln(out, howToEnd.In(s.Lang))
}

// printJSON prints a snapshot at each change.
func printJSON(ctx context.Context, out *cli.Terminal, b *board) {
	for v := range b.views(ctx, b.lang, 10*time.Millisecond) {
		out.WriteJSON(v.snapshot)
	}
}

// printable is a text as it may be shown on a page or in a terminal.
func printable(text string) string {
	return console.Printable(strings.ReplaceAll(strings.TrimRight(text, "\r\n"), "\n", `\n`))
}

// printable is a row that may be shown.
func (r row) printable() row {
	r.Said = printable(r.Said)
	return r
}

// commandName is a command as the board calls it: short, and without the address,
// which is next to it.
func commandName(words []string) string {
	var name []string
	for _, word := range words {
		if !strings.Contains(word, "{") {
			name = append(name, filepath.Base(word))
		}
	}
	return columns.Cut(printable(strings.Join(name, " ")), 36)
}

// summary is the class's own run so far, and reports false if nobody has come.
func (b *board) summary() (timeline.Summary, bool) {
	recordings := b.recordings()
	if len(recordings) == 0 {
		return timeline.Summary{}, false
	}
	return timeline.SummarizeAll(recordings), true
}

// save writes the class's own run, if that was asked for.
func (o *options) save(s *cli.Session, b *board) error {
	summary, ok := b.summary()
	if o.out == "" || !ok {
		return nil
	}
	files := map[string][]byte{
		"board.svg":  chart.Compare(summary, svg.View{Lang: s.Lang}),
		"board.html": chart.ComparePage(summary, s.Lang),
	}
	for i, r := range b.recordings() {
		files[timeline.Files[i]] = r.Lines()
	}
	if err := atomicfile.WriteAll(o.out, files); err != nil {
		return cli.Fail(notSaved, o.out, err)
	}
	fmt.Fprintln(o.people(s), pictureIs.Format(s.Lang, howto.Open(filepath.Join(o.out, "board.html"))))
	return nil
}

// options are what the command line says.
type options struct {
	lesson int // 0 if it is not on the command line
	addr   string
	page   string
	json   bool
	out    string // empty: nothing is saved
}

func (o *options) tool() cli.Tool {
	o.addr, o.page = "127.0.0.1:9999", course.BoardAddr
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/board", Args: phrase.Same("[-- COMMAND]"), Starts: true, Purpose: purpose,
		Example: "-addr 0.0.0.0:9999 -- " + howto.Python + ` server.py "{addr}"`,
		Flags: []flags.Flag{
			{Name: "lesson", Value: "N", Purpose: helpLesson, Example: "-lesson 4", Into: flags.Value(o.setLesson)},
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 0.0.0.0:9999", Into: flags.HostPort(&o.addr)},
			{Name: "page", Value: "HOST:PORT", Purpose: helpPage, Example: "-page 127.0.0.1:0", Into: flags.HostPort(&o.page)},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
			{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
		},
	}}
}

// numbers are the lessons that the board can start: those whose server stays.
var numbers = []string{"3", "4", "7"}

// setLesson takes the number of a lesson.
func (o *options) setLesson(_, number string) error {
	if !slices.Contains(numbers, number) {
		return flags.Wrong(badLesson, number)
	}
	o.lesson = int(number[0] - '0')
	return nil
}

// choices are the servers that the button starts, the serial one first, and which
// of them begins.
func (o *options) choices(s *cli.Session) (choices []*choice, first int, err error) {
	var lessons []int
	switch {
	case len(s.Args) > 0 && o.lesson > 0:
		lessons, first = []int{o.lesson}, 1
	case len(s.Args) > 0:
	case o.lesson == 0 || o.lesson == 3:
		lessons = []int{3, 4}
	default:
		lessons, first = []int{3, o.lesson}, 1
	}
	for _, number := range lessons {
		l := course.Lessons[number-1]
		dir, err := cli.Build(s.Lang, "./lessons/"+l.Name)
		if err != nil {
			return nil, 0, err
		}
		choices = append(choices, &choice{
			Server: load.Server{Name: l.Name, Args: []string{process.Program(dir, l.Name)}, Lesson: true},
			name:   servesHow[number], greets: l.Greets,
		})
	}
	if len(s.Args) > 0 {
		name := commandName(s.Args)
		choices = append(choices, &choice{Server: load.Server{Name: name, Args: s.Args}, name: phrase.Same(name)})
		if _, port, _ := net.SplitHostPort(o.addr); port == "0" {
			o.addr = "" // any free one on loopback
		}
	}
	return choices, first, nil
}
