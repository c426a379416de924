package charset_test

import (
	"slices"
	"testing"

	"tcplab/shared/charset"
)

func TestThereAndBack(t *testing.T) {
	for _, name := range []string{"utf-8", "gbk"} {
		c, ok := charset.Named(name)
		if !ok || c.String() != name {
			t.Fatalf("Named(%q) = %v, %v", name, c, ok)
		}
		const text = "Hello, 同志!\n"
		b, err := c.Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		if back := c.Decode(b); back != text {
			t.Errorf("%s: %q came back as %q", name, text, back)
		}
	}
	if _, ok := charset.Named("big5"); ok {
		t.Error("big5 is known")
	}
}

func TestGBK(t *testing.T) {
	b, err := charset.GBK.Encode("你好")
	if err != nil || string(b) != "\xc4\xe3\xba\xc3" {
		t.Errorf("Encode: % x, %v", b, err)
	}
	if b, err := charset.GBK.Encode("☃"); err == nil {
		t.Errorf("a snowman is % x in GBK", b)
	}
	// Half a character is no reason to lose the rest.
	if text := charset.GBK.Decode([]byte("a\xc4\xe3\xba")); text != "a你\ufffd" {
		t.Errorf("Decode: %q", text)
	}
}

func TestUTF8KeepsWhatIsInvalid(t *testing.T) {
	if text := charset.UTF8.Decode([]byte("a\xffb")); text != "a\xffb" {
		t.Errorf("Decode: %q", text)
	}
}

func TestFromEnv(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		want charset.Charset
	}{
		{nil, charset.UTF8},
		{map[string]string{"LANG": "C"}, charset.UTF8},
		{map[string]string{"LANG": "POSIX"}, charset.UTF8},
		{map[string]string{"LANG": "zh_CN"}, charset.UTF8},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, charset.UTF8},
		{map[string]string{"LANG": "zh_CN.GBK"}, charset.GBK},
		{map[string]string{"LANG": "zh_CN.gb2312"}, charset.GBK},
		{map[string]string{"LANG": "zh_CN.eucCN"}, charset.GBK},
		{map[string]string{"LANG": "zh_CN.GB18030"}, charset.GB18030},
		{map[string]string{"LANG": "zh_SG.GBK@stroke"}, charset.GBK},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_CTYPE": "zh_CN.GBK"}, charset.GBK},
		{map[string]string{"LANG": "zh_CN.GBK", "LC_ALL": "en_US.UTF-8"}, charset.UTF8},
		{map[string]string{"LANG": "zh_CN.GBK", "LC_ALL": "C"}, charset.UTF8},
		{map[string]string{"LC_ALL": "zh_CN.gb18030", "LC_CTYPE": "zh_CN.UTF-8"}, charset.GB18030},
		{map[string]string{"LC_ALL": "zh_CN.GBK", "LAB_CHARSET": "utf-8"}, charset.UTF8},
		{map[string]string{"LAB_CHARSET": "GBK"}, charset.GBK},
	} {
		if got := charset.FromEnv(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%v: %v, want %v", test.env, got, test.want)
		}
	}
}

func TestHas(t *testing.T) {
	for _, test := range []struct {
		charset charset.Charset
		r       rune
		want    bool
	}{
		{charset.UTF8, '☃', true}, {charset.GBK, '☃', false}, {charset.GB18030, '☃', true},
		{charset.GBK, '好', true}, {charset.GBK, '…', true}, {charset.GBK, 'a', true},
	} {
		if got := test.charset.Has(test.r); got != test.want {
			t.Errorf("%v has %c: %v", test.charset, test.r, got)
		}
	}
}

// Each Write is one, whatever it holds. A character may come in several of them,
// and is written with the last.
func TestWriter(t *testing.T) {
	for _, test := range []struct {
		charset charset.Charset
		writes  []string
		want    []string
	}{
		{charset.UTF8, []string{"你好☃\n", "\xff"}, []string{"你好☃\n", "\xff"}},
		{charset.GBK, []string{"你好…\n"}, []string{"\xc4\xe3\xba\xc3\xa1\xad\n"}},
		{charset.GBK, []string{"好☃🐍!"}, []string{"\xba\xc3\\u2603\\U0001f40d!"}},
		{charset.GB18030, []string{"好☃"}, []string{"\xba\xc3\x817\xa30"}},
		{charset.GBK, []string{"a\xe4", "\xbd", "\xa0b"}, []string{"a", "\xc4\xe3b"}},
		{charset.GBK, []string{"好\xffb"}, []string{"\xba\xc3\\xffb"}},
	} {
		var got writes
		w := test.charset.Writer(&got)
		for _, text := range test.writes {
			if n, err := w.Write([]byte(text)); n != len(text) || err != nil {
				t.Errorf("%v: Write(%q) = %d, %v", test.charset, text, n, err)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%v: %q is written as %q, want %q", test.charset, test.writes, []string(got), test.want)
		}
	}
}

type writes []string

func (w *writes) Write(b []byte) (int, error) {
	*w = append(*w, string(b))
	return len(b), nil
}
