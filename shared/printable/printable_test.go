package printable_test

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"tcplab/shared/charset"
	"tcplab/shared/columns"
	"tcplab/shared/printable"
)

func TestAppend(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Michael", "Michael"},
		{`"a\b"`, `"a\b"`},
		{"你好，同志！", "你好，同志！"},
		{"\x1b[2J\r\n\t\x00\x7f", `\x1b[2J\r\n\t\x00\x7f`},
		{"\u009b\u009d", `\u009b\u009d`},
		{"a\xffb\xe4\xbd", `a\xffb\xe4\xbd`},
		{"e\u0301e\u0301\u0323", "e\u0301e\u0301\u0323"}, // as in Vietnamese
		{"กำ ที่", "กำ ที่"},
		{"\u0301a", `\u0301a`}, // on what stands before the text
		{"a\u200bb\u200db\ufeff", `a\u200bb\u200db\ufeff`},
		{"a\x1b\u0301", `a\x1b\u0301`}, // on an escape
		{"👍🏽❤️🇨🇳1️⃣", "👍🏽❤️🇨🇳1️⃣"},
		{"👨‍👩‍👧", `👨\u200d👩\u200d👧`},
		{"👍🏽🏽🏽🏽", `👍🏽🏽\U0001f3fd\U0001f3fd`},
		{"\u3164\uffa0\u115f\u2800", `\u3164\uffa0\u115f` + "\u2800"}, // letters that are blank
		{"a\u00ad\u00a0\u3000", `a\u00ad\u00a0\u3000`},
	} {
		got, width := printable.Append([]byte("> "), test.text, charset.UTF8)
		if string(got) != "> "+test.want {
			t.Errorf("%+q: %q, want %q", test.text, got[2:], test.want)
		}
		if n := columns.Width(test.want); width != n {
			t.Errorf("%+q: %d columns, want %d", test.text, width, n)
		}
	}
}

// What would turn the direction of the text, or has no width, never passes.
func TestHiddenIsShown(t *testing.T) {
	for _, span := range [][2]rune{
		{0, 0x1F}, {0x7F, 0x9F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x061C, 0x061C},
		{0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}, {0xE000, 0xF8FF}, {0x180E, 0x180E},
	} {
		for r := span[0]; r <= span[1]; r++ {
			got, _ := printable.Append(nil, "a"+string(r)+"b", charset.UTF8)
			if strings.ContainsRune(string(got), r) {
				t.Errorf("%U passes: %q", r, got)
			}
			quoted := printable.AppendQuoted(nil, "a"+string(r)+"b", 80, charset.UTF8)
			if back, err := strconv.Unquote(string(quoted)); err != nil || back != "a"+string(r)+"b" {
				t.Errorf("%U: %s reads back as %q, %v", r, quoted, back, err)
			}
		}
	}
}

// A letter carries two marks; those beyond are escapes, each of its own.
func TestMarksAreBounded(t *testing.T) {
	for _, mark := range []string{"\u0301", "\u0489", "\ufe0f", "\u093e", "\U0001f3fd", "\U000e0101"} {
		for _, text := range []string{"e" + strings.Repeat(mark, 100), strings.Repeat(mark, 100), "你\x00" + strings.Repeat(mark, 100)} {
			got, _ := printable.Append(nil, text, charset.UTF8)
			if n := strings.Count(string(got), mark); n > 2 && mark != "\U0001f3fd" || n > 3 {
				t.Errorf("%d of 100 %+q pass", n, mark)
			}
			quoted := string(printable.AppendQuoted(nil, text, 80, charset.UTF8))
			if n := columns.Width(quoted); n > 80 {
				t.Errorf("%d columns: %s", n, quoted)
			}
		}
	}
}

func TestAppendQuoted(t *testing.T) {
	for _, test := range []struct {
		text string
		room int
		want string
	}{
		{"", 10, `""`},
		{"Michael", 9, `"Michael"`},
		{"Michael", 8, `"Micha"…`},
		{`a"b\c`, 20, `"a\"b\\c"`},
		{"ab\n", 6, `"ab\n"`},
		{"abc\n", 6, `"abc"…`},
		{"你好你好", 10, `"你好你好"`},
		{"你好你好", 9, `"你好你"…`},
		{"你好你好", 8, `"你好"…`},
		{"e\u0301e\u0301e\u0301", 5, "\"e\u0301e\u0301e\u0301\""},
		{"e\u0301e\u0301e\u0301e\u0301", 5, "\"e\u0301e\u0301\"…"},
	} {
		got := string(printable.AppendQuoted(nil, test.text, test.room, charset.UTF8))
		if got != test.want {
			t.Errorf("%q in %d columns: %s, want %s", test.text, test.room, got, test.want)
		}
	}
}

// What the charset of the terminal does not have is an escape, and is measured
// as one.
func TestCharsetOfTheTerminal(t *testing.T) {
	got, width := printable.Append(nil, "你好☃", charset.GBK)
	if want := `你好\u2603`; string(got) != want || width != 10 {
		t.Errorf("%s, %d columns; want %s", got, width, want)
	}
	if got := printable.AppendQuoted(nil, "☃☃", 10, charset.GBK); string(got) != `"\u2603"…` {
		t.Errorf("%s", got)
	}
	if got := printable.AppendQuoted(nil, "☃☃", 10, charset.GB18030); string(got) != `"☃☃"` {
		t.Errorf("%s", got)
	}
}

// JSON for a terminal is the same JSON.
func TestJSON(t *testing.T) {
	for _, text := range []string{
		"Michael", "你好", `"\`, "\u009b2J\u009d\u0085\x7f", "a\u202eb\u2066c", "\u200b\u200d\ufeff",
		"e" + strings.Repeat("\u0301", 50), "\u0301", "\U000e0041\U0001f3fd", "👨‍👩‍👧 ❤️ 𠀀", "\ue000", "<&>\u2028",
	} {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(map[string]string{text: text, "op": "recv"}); err != nil {
			t.Fatal(err)
		}
		got := printable.JSON(line.Bytes())
		var back map[string]string
		if err := json.Unmarshal(got, &back); err != nil || back[text] != text || back["op"] != "recv" {
			t.Errorf("%+q: %q reads back as %+q, %v", text, got, back, err)
		}
		if bytes.Count(got, []byte("\n")) != 1 || got[len(got)-1] != '\n' {
			t.Errorf("%q is not one line", got)
		}
		for _, r := range strings.TrimSuffix(string(got), "\n") {
			if !printable.IsPrint(r) || unicode.Is(unicode.Co, r) {
				t.Errorf("%U reaches the terminal: %+q", r, got)
			}
		}
		if marks := strings.Count(string(got), "\u0301"); marks > 4 {
			t.Errorf("%d marks reach the terminal: %q", marks, got)
		}
	}
	if got := printable.JSON([]byte("{\"text\":\"a\xff\"}\n")); string(got) != "{\"text\":\"a\\ufffd\"}\n" {
		t.Errorf("a byte that is no UTF-8: %q", got)
	}
	plain := []byte(`{"text":"Hello, Michael!"}`)
	if allocs := testing.AllocsPerRun(100, func() { printable.JSON(plain) }); allocs > 0 {
		t.Errorf("a plain line costs %v allocations", allocs)
	}
}
