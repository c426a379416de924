package lessons_test

import (
	"net"
	"path/filepath"
	"strings"
	"testing"
)

// What goes wrong gets a sentence, a remedy and an exit code, in the user's
// language.
func TestFaults(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() }) // after the parallel subtests
	inUse := taken.Addr().String()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := silent.Addr().String()
	silent.Close()
	nowhere := filepath.Join(t.TempDir(), "missing", "events.jsonl")

	const server, client, getter = "04-threaded", "05-client", "06-http-get"
	for _, c := range []struct {
		lesson string
		args   []string
		code   int
		en, zh string // what must be said, in pieces parted by |
	}{
		{server, []string{"-addr", inUse}, 1, "is in use|Ctrl+C|-addr 127.0.0.1:0", "已被占用|Ctrl+C|-addr 127.0.0.1:0"},
		{server, []string{"-addr", "host.invalid:0"}, 1, "no host called host.invalid|127.0.0.1", "找不到主机 host.invalid|127.0.0.1"},
		{server, []string{"-addr", "192.0.2.1:0"}, 1, "no address 192.0.2.1|0.0.0.0", "没有地址 192.0.2.1|0.0.0.0"},
		{server, []string{"-addr", "9999"}, 2, "HOST:PORT", "主机:端口"},
		{server, []string{"-addr", "127.0.0.1:http"}, 2, "0 to 65535", "0 到 65535"},
		{server, []string{"-addr", "127.0.0.1:65536"}, 2, "0 to 65535", "0 到 65535"},
		{server, []string{"-addr"}, 2, "-addr needs a value", "-addr 后面缺少值"},
		{server, []string{"-delay", "-1s"}, 2, "200ms", "200ms"},
		{server, []string{"-delay", "soon"}, 2, "200ms", "200ms"},
		{server, []string{"-think", "hard"}, 2, "sleep or cpu", "sleep 或 cpu"},
		{server, []string{"-encoding", "big5"}, 2, `unknown encoding "big5"|utf-8 or gbk`, `未知编码 "big5"|utf-8 或 gbk`},
		{server, []string{"-encoding", "gbk", "-reply", "☃"}, 2, "cannot be written in gbk", "无法用 gbk"},
		{server, []string{"-color", "maybe"}, 2, "auto, always or never", "auto、always 或 never"},
		{server, []string{"-lang", "fr"}, 2, "-lang takes en or zh", "-lang 只能是 en 或 zh"},
		{server, []string{"-quiet=perhaps"}, 2, "-quiet takes true or false", "-quiet 只能是 true 或 false"},
		{server, []string{"-port", "1"}, 2, "no flag -port|-h explains", "没有 -port|-h 说明"},
		{server, []string{"---port"}, 2, "no flag ---port", "没有 ---port"},
		{server, []string{"-addr", "foo: bar:1:2"}, 2, `HOST:PORT`, `主机:端口`},
		{server, []string{"9999"}, 2, `"9999" is not a flag`, `"9999" 不是选项`},
		{server, []string{"-events", nowhere}, 1, "cannot be written|folder that exists", "无法写入事件|文件夹"},
		{client, []string{"-addr", nobody}, 1, "Nobody listens at|Start the server first", "没有程序在|先在另一个终端启动服务器"},
		{client, []string{"-addr", "host.invalid:1"}, 1, "no host called", "找不到主机"},
		{client, []string{"-to", "5"}, 2, "1 to 4", "1 到 4"},
		{client, []string{"Alice", "-to", "3"}, 2, "Flags come first|put --", "选项要写在前面|加 --"},
		{client, []string{""}, 2, "empty message", "空消息"},
		{client, []string{"-encoding", "gbk", "☃"}, 2, "cannot be written in gbk", "无法用 gbk"},
		{getter, []string{"-url", "https://localhost/"}, 2, "TLS|http://", "TLS|http://"},
		{getter, []string{"-url", "ftp://localhost/"}, 2, "like http://example.com/", "如 http://example.com/"},
		{getter, []string{"-url", "http://127.0.0.1:99999/"}, 2, "like http://example.com/", "如 http://example.com/"},
		{getter, []string{"-url", "http://" + nobody}, 1, "Nobody listens at", "没有程序在"},
	} {
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			t.Run(lang+"/"+c.lesson+" "+strings.Join(c.args, " "), func(t *testing.T) {
				t.Parallel()
				p := startIn(t, lang, c.lesson, append([]string{"-quiet"}, c.args...)...)
				p.ends(c.code)
				for piece := range strings.SplitSeq(want, "|") {
					if !strings.Contains(p.Output(), piece) {
						t.Errorf("%q is not said: %s", piece, p.Output())
					}
				}
			})
		}
	}
}

func TestHelpExplainsEachFlagWithAnExample(t *testing.T) {
	t.Parallel()
	flags := map[string][]string{
		"03-detect-close": {"addr", "reply", "delay"},
		"05-client":       {"addr", "to", "greeting", "i"},
		"06-http-get":     {"url", "o"},
	}
	for name, own := range flags {
		for _, lang := range []string{"en", "zh"} {
			out := help(t, lang, name)
			for _, flag := range append(own, "encoding", "events", "color", "quiet", "lang") {
				if strings.Count(out, " -"+flag) < 2 {
					t.Errorf("%s -h in %s does not explain -%s with an example:\n%s", name, lang, flag, out)
				}
			}
			if chinese := strings.Contains(out, "监听") || strings.Contains(out, "默认"); chinese != (lang == "zh") {
				t.Errorf("%s -h in %s is in the wrong language:\n%s", name, lang, out)
			}
		}
	}
}
