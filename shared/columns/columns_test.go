package columns_test

import (
	"slices"
	"strings"
	"testing"

	"tcplab/shared/columns"
)

func TestWidth(t *testing.T) {
	for _, test := range []struct {
		text string
		want int
	}{
		{"", 0},
		{"Hello, Michael!", 15},
		{"你好，同志！", 12},
		{"小明: ok", 8},
		{"한국어", 6},
		{"ｱｲｳ", 3},
		{"👍", 2},
		{"👍🏽", 2},      // with the colour of a skin
		{"👨‍👩‍👧‍👦", 2}, // a family, joined of four
		{"🏳️‍🌈", 2},
		{"🇨🇳", 2},
		{"❤", 1},
		{"❤️", 2}, // asked for as an emoji
		{"e\u0301", 1},
		{"e" + strings.Repeat("\u0301", 100), 1},
		{"กำ", 2},
		{"“…”", 3}, // of ambiguous width: narrow where the charset is UTF-8
		{"→·①", 3},
		{"\u200b", 0},
	} {
		if got := columns.Width(test.text); got != test.want {
			t.Errorf("%q takes %d columns, want %d", test.text, got, test.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"", 5, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 8, []string{"one two", "three"}},
		{"longer than that", 4, []string{"longer", "than", "that"}},
		{"服务器在等", 5, []string{"服务", "器在", "等"}},
		{"服务器，等", 6, []string{"服务", "器，等"}},
		{"第二次 send 失败。", 8, []string{"第二次", "send 失", "败。"}},
		{"cafe\u0301 👨‍👩‍👧 e\u0301", 7, []string{"cafe\u0301 👨‍👩‍👧", "e\u0301"}},
	} {
		if got := columns.Wrap(test.text, test.limit); !slices.Equal(got, test.want) {
			t.Errorf("%q in %d columns: %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

// What is cut is never longer than the limit, and never cut within a character.
func TestCut(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"Michael", 7, "Michael"},
		{"Michael", 6, "Micha…"},
		{"小明小红", 8, "小明小红"},
		{"小明小红", 7, "小明小…"},
		{"小明小红", 6, "小明…"},
		{"👨‍👩‍👧‍👦👍🏽👍🏽", 5, "👨‍👩‍👧‍👦👍🏽…"},
		{"cafe\u0301 noir", 5, "cafe\u0301…"},
	} {
		if got := columns.Cut(test.text, test.limit); got != test.want {
			t.Errorf("%q in %d columns: %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

// A cell takes its columns, or more if it does not fit.
func TestCells(t *testing.T) {
	for text, want := range map[string][2]string{
		"ab": {"ab   ", "   ab"}, "你好": {"你好 ", " 你好"}, "": {"     ", "     "}, "too long": {"too long", "too long"},
	} {
		if left, right := columns.Left(text, 5), columns.Right(text, 5); left != want[0] || right != want[1] {
			t.Errorf("%q: %q and %q, want %q", text, left, right, want)
		}
	}
}
