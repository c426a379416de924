package console

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rgb is a colour, each part from 0 to 1.
type rgb [3]float64

func hex(s string) (c rgb) {
	for i := range c {
		n, _ := strconv.ParseUint(s[2*i:2*i+2], 16, 8)
		c[i] = float64(n) / 255
	}
	return c
}

// cube is one of the 216 colours that are the same in every terminal.
func cube(n int) (c rgb) {
	for i, digit := range []int{(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6} {
		c[i] = []float64{0, 95, 135, 175, 215, 255}[digit] / 255
	}
	return c
}

// linear is the light of a part, as WCAG 2 has it.
func linear(part float64) float64 {
	if part <= 0.04045 {
		return part / 12.92
	}
	return math.Pow((part+0.055)/1.055, 2.4)
}

// contrast is that of WCAG 2, from 1 to 21.
func contrast(a, b rgb) float64 {
	light := func(c rgb) float64 {
		return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2]) + 0.05
	}
	return max(light(a), light(b)) / min(light(a), light(b))
}

// distance is how different two colours look, in Oklab: black and white are 1
// apart.
func distance(a, b rgb) float64 {
	lab := func(c rgb) [3]float64 {
		r, g, b := linear(c[0]), linear(c[1]), linear(c[2])
		l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
		m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
		s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
		return [3]float64{
			0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
			1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
			0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
		}
	}
	p, q := lab(a), lab(b)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

// backgrounds are those that terminals have by default.
var backgrounds = map[string]rgb{"black": hex("000000"), "dark": hex("1e1e1e"), "white": hex("ffffff")}

// indexOf returns which of the 256 colours a paint is.
func indexOf(t *testing.T, p paint) int {
	t.Helper()
	_, code, found := strings.Cut(p.on, "38;5;")
	n, err := strconv.Atoi(strings.FieldsFunc(code, func(r rune) bool { return r < '0' || r > '9' })[0])
	if !found || err != nil || n < 16 || n > 231 {
		t.Fatalf("%q is none of the 216 colours that look the same everywhere", p.on)
	}
	return n
}

// Every colour can be read on black and on white, and told from its neighbours
// and from the red of errors.
func TestColoursCanBeReadAndTold(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	p := NewPalette()
	if len(p.conns) < 8 {
		t.Errorf("only %d colours", len(p.conns))
	}
	red := cube(indexOf(t, p.red))
	for i, paint := range append(slices.Clone(p.conns), p.red, p.green) {
		n := indexOf(t, paint)
		for name, background := range backgrounds {
			if got := contrast(cube(n), background); got < 3 {
				t.Errorf("colour %d on %s has a contrast of %.2f, want 3", n, name, got)
			}
		}
		if n == indexOf(t, p.red) {
			continue
		}
		if d := distance(cube(n), red); d < 0.2 {
			t.Errorf("colour %d is only %.3f from the red of errors", n, d)
		}
		if i >= len(p.conns) {
			continue
		}
		for j := range i {
			apart, want := i-j, 0.14
			if apart == 1 || apart == len(p.conns)-1 {
				want = 0.2
			}
			if d := distance(cube(n), cube(indexOf(t, p.conns[j]))); d < want {
				t.Errorf("connections %d and %d are only %.3f apart, want %.2f", j+1, i+1, d, want)
			}
		}
	}
}

// The 16 colours are as each terminal has them by default, which none of them
// makes readable everywhere. Those of the palette are never lost.
func TestFewColours(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("COLORTERM", "")
	if has256(func(string) string { return "" }) {
		t.Skip("Windows always has 256 colours")
	}
	p := NewPalette()
	for name, theme := range map[string]string{ // black … white, and the same bright
		"xterm":    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
		"VS Code":  "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5",
		"Campbell": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
		"macOS":    "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5",
	} {
		for i, paint := range append(slices.Clone(p.conns), p.red) {
			var code int
			if _, err := fmt.Sscanf(paint.on, "\x1b[%d", &code); err != nil {
				t.Fatalf("%q: %v", paint.on, err)
			}
			c := hex(strings.Fields(theme)[code%10+8*(code/90)])
			for ground, background := range backgrounds {
				least := 1.9
				if i == len(p.conns) { // red
					least = 3
				}
				if got := contrast(c, background); got < least {
					t.Errorf("%s: colour %d on %s has a contrast of %.2f, want %v", name, code, ground, got, least)
				}
			}
		}
	}
}

func TestWhoHas256Colours(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{"TERM": "xterm-256color"}, true},
		{map[string]string{"TERM": "tmux-256color"}, true},
		{map[string]string{"TERM": "xterm-direct"}, true},
		{map[string]string{"TERM": "xterm-kitty", "COLORTERM": "truecolor"}, true},
		{map[string]string{"TERM": "xterm"}, has256(func(string) string { return "" })},
		{map[string]string{"TERM": "linux"}, has256(func(string) string { return "" })},
	} {
		if got := has256(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%v: %v, want %v", test.env, got, test.want)
		}
	}
}

// Connections have the colours in turn, and a line begins and ends its own.
func TestOneColourPerConnection(t *testing.T) {
	p := NewPalette()
	seen := map[string]int{}
	for conn := 1; conn <= len(p.conns); conn++ {
		on, off, _ := strings.Cut(p.Paint(conn, "|"), "|")
		if other, taken := seen[on]; taken || on == "" || !strings.HasPrefix(off, "\x1b[0") {
			t.Errorf("connection %d is painted %q … %q, as is %d", conn, on, off, other)
		}
		seen[on] = conn
	}
	if p.Paint(len(p.conns)+1, "|") != p.Paint(1, "|") || p.Paint(0, "|") != "|" {
		t.Error("the colours do not come in turn")
	}
}

// A picture has the colours of a terminal with 256.
func TestColor(t *testing.T) {
	for conn, want := range map[int]string{0: "", 1: "#008787", 2: "#ff00d7", 6: "#af8700", 9: "#008787"} {
		if got := Color(conn); got != want {
			t.Errorf("connection %d: %s, want %s", conn, got, want)
		}
	}
}
