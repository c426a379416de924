package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/pageserver"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"book": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "book") }

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
	go func() { ended <- pageserver.Serve(ctx, "book", listener, siteOf(testLab)) }()

	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Get(pageserver.URLs(listener.Addr())[0] + "zh/two")
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
		line, err := new(options).tool().Parse(strings.Fields(c.args))
		if err != nil {
			t.Fatal(err)
		}
		if got := readers(line); got != c.want {
			t.Errorf("%q with LAB_LANG=%s: %q, want %q", c.args, c.env, got, c.want)
		}
	}
}
