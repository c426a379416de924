// Package browser opens the pages of tools/compare in a real browser, and looks
// at what becomes of them there. It is a module of its own, so that students
// never download what it needs.
package browser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long anything may take, on a machine that is busy: the start of the
// browser, and all that is done in a tab.
const patience = 2 * time.Minute

var (
	browser context.Context // nil if there is none
	pages   string          // the folder of the pages
)

// One browser and one set of pages serve all tests.
func TestMain(m *testing.M) {
	path := find()
	if path == "" {
		os.Exit(m.Run())
	}
	code, err := withBrowser(path, m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// find returns where the browser is, if there is one.
func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// withBrowser draws the pages and starts the browser, for as long as run takes.
func withBrowser(path string, run func() int) (code int, err error) {
	if pages, err = os.MkdirTemp("", "tcplab-browser-*"); err != nil {
		return 1, err
	}
	defer os.RemoveAll(pages)
	if err := draw(); err != nil {
		return 1, err
	}
	// chromedp makes a fresh user-data-dir, and removes it again.
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	ctx, cancel := chromedp.NewContext(allocator)
	defer cancel()
	late := time.AfterFunc(patience, cancel) // a deadline of ctx would end the browser later on
	if err := chromedp.Do(ctx); err != nil {
		return 1, fmt.Errorf("%s does not start: %w", path, err)
	}
	late.Stop()
	browser = ctx
	code = run()
	ending, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return code, chromedp.Cancel(ending)
}

// draw has tools/compare write the pages.
func draw() error {
	measured := filepath.Join(pages, "measured")
	err := compare(0, "-sweep", "1,2", "-delay", "20ms", "-out", measured)
	for _, lang := range []string{"en", "zh"} {
		err = errors.Join(err,
			compare(0, "-from", "docs/recordings/compare", "-out", folder("lessons", lang), "-lang", lang),
			compare(1, "-from", "tools/internal/chart/testdata/dies", "-out", folder("dies", lang), "-lang", lang),
			compare(0, "-from", measured, "-out", folder("sweep", lang), "-lang", lang))
	}
	return err
}

// compare runs tools/compare, which ends with 1 where clients have failed; and once more
// if the machine has stood still meanwhile, as the user is told to do.
func compare(code int, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute) // it may have to be built
	defer cancel()
	for {
		cmd := exec.CommandContext(ctx, "go", append([]string{"run", "./tools/compare"}, args...)...)
		cmd.Dir = filepath.Join("..", "..")
		output, err := cmd.CombinedOutput()
		switch {
		case cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == code:
			return nil
		case ctx.Err() != nil || !bytes.Contains(output, []byte("Ctrl+Z")):
			return fmt.Errorf("%v: %v, not exit code %d\n%s", cmd.Args, err, code, output)
		}
	}
}

func folder(recording, lang string) string { return filepath.Join(pages, recording+"-"+lang) }

// A size is that of a window.
type size struct {
	width, height int64
	options       []chromedp.EmulateViewportOption
}

var (
	screen = size{width: 1280, height: 1000}
	phone  = size{390, 844, []chromedp.EmulateViewportOption{chromedp.EmulatePortrait, chromedp.EmulateMobile, chromedp.EmulateTouch}}
)

// A tab shows one page.
type tab struct {
	*testing.T
	ctx context.Context
}

// tabOf opens a tab of this size, for the time of a test.
func tabOf(t *testing.T, window size) tab {
	t.Helper()
	if browser == nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no chromium")
		}
		t.Skip("there is no chromium: apt-get install chromium")
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	page := tab{t, ctx}
	page.do(
		chromedp.EmulateViewport(window.width, window.height, window.options...),
		call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
	)
	return page
}

// open opens a page of these recordings.
func open(t *testing.T, window size, recording, file string) tab {
	t.Helper()
	page := tabOf(t, window)
	page.do(chromedp.Navigate(address(recording, "en", file)))
	return page
}

func address(recording, lang, file string) string {
	return "file://" + filepath.ToSlash(filepath.Join(folder(recording, lang), file))
}

// do does what must not fail.
func (t tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(t.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// until waits for a condition of the page.
func (t tab) until(condition string) {
	t.Helper()
	_, err := chromedp.Run(t.ctx, chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(patience/3)))
	if err != nil {
		t.Fatalf("%s: %v", condition, err)
	}
}

// ask returns the value of an expression in the page.
func ask[T any](t tab, expression string) T {
	t.Helper()
	value, err := chromedp.Run(t.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// call is a command of the protocol as a step.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})
}
