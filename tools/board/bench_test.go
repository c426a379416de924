package main

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/load"
)

// BenchmarkRoundTrips has clients that come, ask once, and go, with a server of a few
// calls that does not think: alone, and while a page shows the board.
func BenchmarkRoundTrips(b *testing.B) {
	bin, err := process.Build("./lessons/testdata/plain")
	if err != nil {
		b.Fatal(err)
	}
	server := load.Server{Name: "plain", Args: []string{process.Program(bin, "plain"), "-addr", "{addr}"}}
	variants := []string{"alone", "board"}
	rand.Shuffle(len(variants), func(i, j int) { variants[i], variants[j] = variants[j], variants[i] })
	for _, variant := range variants {
		b.Run("server="+variant, func(b *testing.B) {
			ctx, cancel := context.WithCancel(b.Context())
			defer cancel()
			shown := &board{lang: phrase.English, choices: []*choice{{Server: server}}, changed: make(chan struct{})}
			if err := shown.play(ctx, 0); err != nil {
				b.Fatal(err)
			}
			defer shown.close()
			addr := shown.where()[0]
			if variant == "board" {
				go shown.watch(ctx)
				lookOn(b, shown)
			}
			b.ResetTimer()
			ask(b, addr)
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "trips/s")
			b.ReportMetric(0, "ns/op") // it says the same
		})
	}
}

// lookOn reads what a page shows, to the end of the benchmark.
func lookOn(b *testing.B, shown *board) {
	b.Helper()
	page := httptest.NewUnstartedServer(nil)
	page.Config.Handler = newPage(b.Context(), shown, page.Listener.Addr())
	page.Start()
	stream, err := http.Get(page.URL + "/events")
	if err != nil || stream.StatusCode != http.StatusOK {
		b.Fatalf("the page: %v %+v", err, stream)
	}
	go io.Copy(io.Discard, stream.Body)
	b.Cleanup(func() {
		stream.Body.Close()
		page.Close()
	})
}

// ask lets b.N clients ask, each once, eight for each core at a time.
func ask(b *testing.B, addr string) {
	b.SetParallelism(8)
	b.RunParallel(func(clients *testing.PB) {
		for clients.Next() {
			if err := askOnce(b.Context(), addr); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

func askOnce(ctx context.Context, addr string) error {
	c, err := conversation.Connect(ctx, addr, conversation.Options{Timeout: 30 * time.Second})
	if err != nil {
		return err
	}
	defer c.Reset() // no address stays in TIME_WAIT, which would use up the ports
	if _, err := c.Recv(conversation.Until{Size: len("Welcome!")}); err != nil {
		return err
	}
	_, err = c.Say("Michael", conversation.Until{Size: len("Hello, Michael!")})
	return err
}
