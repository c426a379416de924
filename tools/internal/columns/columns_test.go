package columns_test

import (
	"slices"
	"testing"

	"tcplab/tools/internal/columns"
)

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
	} {
		if got := columns.Wrap(test.text, test.limit); !slices.Equal(got, test.want) {
			t.Errorf("%q in %d columns: %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}
