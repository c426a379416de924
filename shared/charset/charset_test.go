package charset_test

import (
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
