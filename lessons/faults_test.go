package lessons_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/course"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/peer"
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
	nobody := peer.FreeAddr(t)

	const unknown = "host..invalid" // with two dots it is no name that a server on the network is asked for
	const server, client, getter = "04-threaded", "05-client", "06-http-get"
	for _, c := range []struct {
		lesson string
		args   []string
		code   int
		en, zh string // what must be said, in pieces parted by |
	}{
		{server, []string{"-addr", inUse}, 1, "is in use|Ctrl+C|-addr 127.0.0.1:0", "已被占用|Ctrl+C|-addr 127.0.0.1:0"},
		{server, []string{"-addr", unknown + ":0"}, 1, "no host called " + unknown + "|127.0.0.1", "找不到主机 " + unknown + "|127.0.0.1"},
		{server, []string{"-addr", "192.0.2.1:0"}, 1, "no address 192.0.2.1|0.0.0.0", "没有地址 192.0.2.1|0.0.0.0"},
		{client, []string{"-addr", nobody}, 1, "Nobody listens at|Start the server first", "没有程序在|先在另一个终端启动服务器"},
		{client, []string{"-addr", unknown + ":1"}, 1, "no host called", "找不到主机"},
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

// A wrong command line is refused, and -h explains every flag.
func TestCommandLines(t *testing.T) {
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	var names []string
	for _, l := range course.Lessons {
		if testing.Short() && l.Number != 4 && l.Number != 5 {
			continue // long: all lessons, and not only a server and a client
		}
		names = append(names, l.Name)
	}
	flagstest.Run(t, names...)
}
