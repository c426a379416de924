// Book serves the pages of the lab as a small web site on this machine, so that
// a class without a network has them in a browser. It reads the files at every
// request: anyone who edits a page reloads it, and sees.
//
//	go run ./tools/book
//	go run ./tools/book -addr 127.0.0.1:0    any free port
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/watch"
	"tcplab/tools/internal/cli"
)

func main() { os.Exit(cli.Main(new(options).tool())) }

func (o *options) run(ctx context.Context, s *cli.Session) (code int, err error) {
	root, err := openLab(o.lab)
	if err != nil {
		return 0, cli.Fail(inTheFolder, o.lab)
	}
	defer root.Close()
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return 0, cli.Fail(cannotListen, fault.Text(err), fault.Explain(err, event.Server))
	}
	for _, url := range urls(listener.Addr()) {
		fmt.Fprintln(s, isAt.Format(s.Lang, url))
	}
	fmt.Fprintln(s, howToEnd.In(s.Lang))
	return 0, serve(ctx, listener, newSite(root.FS(), readers(s.Line), s.Lang))
}

// openLab opens the folder of the lab. Nothing outside can be reached by it,
// whatever the path or a link says.
func openLab(folder string) (*os.Root, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	if _, err := root.Stat("docs/en/index.md"); err != nil {
		root.Close()
		return nil, err
	}
	return root, nil
}

// grace is how long answers under way may take when the book is closed.
const grace = time.Second

// serve serves until ctx is done.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(os.Stderr, "book: ", 0),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := server.Shutdown(ending)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	return err
}

// urls are where the book is: on this machine alone, or, if it was opened to
// every network, in each of them.
func urls(addr net.Addr) (urls []string) {
	tcp := addr.(*net.TCPAddr)
	if !tcp.IP.IsUnspecified() {
		return []string{"http://" + tcp.String() + "/"}
	}
	port := fmt.Sprint(tcp.Port)
	urls = append(urls, "http://"+net.JoinHostPort("127.0.0.1", port)+"/")
	for _, reachable := range watch.Reachable(addr) {
		urls = append(urls, "http://"+reachable+"/")
	}
	return urls
}
