package lessons_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tcplab/shared/event"
	"tcplab/shared/process"
)

// The charset of the locale is that of the log, of what is said, and of what is
// typed. The events and the connection stay in UTF-8.
func TestLocaleSaysHowChineseIsWritten(t *testing.T) {
	t.Parallel()
	gbk := func(text string) string {
		encoded, err := simplifiedchinese.GBK.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*deadline)
	defer cancel()
	cmd := exec.CommandContext(ctx, process.Program(bin, "01-single-client"), "-addr", "127.0.0.1:0", "-events", "-", "-reply", "")
	cmd.Env = append(os.Environ(), "LC_ALL=zh_CN.GBK", "LAB_LANG=", "LAB_CHARSET=")
	cmd.Stdin = strings.NewReader(gbk("同志\n"))
	var log bytes.Buffer
	cmd.Stderr = &log
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	texts := map[event.Op]string{}
	for e, err := range event.Read(stdout) {
		if err != nil {
			t.Error(err)
			break
		}
		texts[e.Op] = e.Text
		if e.Op == event.Listen {
			c := dial(t, e.Local)
			c.send("你好☃")
			defer c.recv("同志")
		}
	}
	io.Copy(io.Discard, stdout)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, &log)
	}
	if texts[event.Recv] != "你好☃" || texts[event.Send] != "同志" {
		t.Errorf("the events have %q", texts)
	}
	for _, said := range []string{"新建套接字", "请回复 \"你好\\u2603\"：", "9 字节 \"你好\\u2603\"", "关闭这个套接字"} {
		if !strings.Contains(log.String(), gbk(said)) {
			t.Errorf("the log does not say %s in GBK: %q", said, &log)
		}
	}
}

// An argument is typed, too.
func TestArgumentsAreInTheLocale(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	args := []string{"-addr", listener.Addr().String(), "-quiet", "-greeting=false", "\xc4\xe3\xba\xc3", "plain"}
	cmd := exec.Command(process.Program(bin, "05-client"), args...)
	cmd.Env = append(os.Environ(), "LC_ALL=zh_CN.GBK", "LAB_CHARSET=")
	if runtime.GOOS == "windows" {
		t.Skip("arguments are UTF-16 there, whatever the locale")
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	server := accept(t, listener)
	for _, message := range []string{"你好", "plain"} {
		server.recv(message)
		server.send("ok")
	}
	server.recv("exit")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
