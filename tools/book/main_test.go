package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tcplab/shared/phrase"
)

// The book is served until Ctrl+C, which is no failure.
func TestServe(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithTimeout(t.Context(), 30*time.Second)
	defer interrupt()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, siteOf(testLab)) }()

	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Get(urls(listener.Addr())[0] + "zh/two")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || !strings.Contains(string(body), "recv 返回空</h2>") {
		t.Errorf("%v\n%s", err, body)
	}
	interrupt()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A mistake on the command line ends the tool with 2, another folder with 1.
func TestRefuses(t *testing.T) {
	t.Parallel()
	for args, code := range map[string]int{
		"-addr 8080":                  2,
		"-addr 127.0.0.1:70000":       2,
		"-addr 127.0.0.1:http":        2,
		"pages":                       2,
		"-lab testdata":               1,
		"-lab testdata/nowhere":       1,
		"-lab testdata/lab/README.md": 1,
	} {
		if got := run(strings.Fields(args)); got != code {
			t.Errorf("%s: %d, want %d", args, got, code)
		}
	}
}

// The language of the command line is that of every reader; otherwise each
// browser asks for its own.
func TestReaders(t *testing.T) {
	for _, c := range []struct {
		args, env string
		want      phrase.Lang
	}{
		{"", "", ""},
		{"-lang zh", "", phrase.Chinese},
		{"--lang=en", "zh", phrase.English},
		{"", "zh", phrase.Chinese},
	} {
		t.Setenv("LAB_LANG", c.env)
		o := &options{}
		line, err := o.tool().Parse(strings.Fields(c.args))
		if err != nil {
			t.Fatal(err)
		}
		if got := o.readers(line, strings.Fields(c.args)); got != c.want {
			t.Errorf("%q with LAB_LANG=%s: %q, want %q", c.args, c.env, got, c.want)
		}
	}
}
