// Package pageserver serves pages to browsers: until Ctrl+C, to this machine alone unless
// asked otherwise, and under its own names only.
package pageserver

import (
	"context"
	"errors"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path"
	"slices"
	"strconv"
	"time"

	"tcplab/shared/watch"
)

// grace is how long answers under way may take at the end.
const grace = time.Second

// Serve serves until ctx is done. The contexts of the requests end with it.
func Serve(ctx context.Context, name string, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(os.Stderr, name+": ", 0),
		BaseContext:       func(net.Listener) context.Context { return ctx },
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

// hosts are the addresses of a site, as a browser names them: on this machine
// alone, or, if it was opened to every network, in each of them.
func hosts(addr net.Addr) (hosts []string) {
	tcp := addr.(*net.TCPAddr)
	if !tcp.IP.IsUnspecified() {
		return []string{tcp.String()}
	}
	local := net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	return append([]string{local}, watch.Reachable(addr)...)
}

// URLs are where a site is.
func URLs(addr net.Addr) (urls []string) {
	for _, host := range hosts(addr) {
		urls = append(urls, "http://"+host+"/")
	}
	return urls
}

// Guard refuses requests that a site elsewhere makes its visitors send: those for
// another name, as after DNS rebinding, and those from another origin.
func Guard(addr net.Addr, handler http.Handler) http.Handler {
	allowed := hosts(addr)
	if tcp := addr.(*net.TCPAddr); tcp.IP.IsLoopback() || tcp.IP.IsUnspecified() {
		port := strconv.Itoa(tcp.Port)
		allowed = append(allowed, "localhost:"+port, "[::1]:"+port)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		from := r.Header.Get("Sec-Fetch-Site")
		switch {
		case !slices.Contains(allowed, r.Host),
			origin != "" && origin != "http://"+r.Host,
			from != "" && from != "same-origin" && (from != "none" || r.Method != http.MethodGet):
			http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		default:
			handler.ServeHTTP(w, r)
		}
	})
}

// Types are those of the files of a site. What a system believes of them may be wrong,
// and a browser that is told nosniff believes the site.
var Types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".png": "image/png",
	".svg": "image/svg+xml",
}

// ServeFile answers with a file of a site.
func ServeFile(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	w.Header().Set("Content-Type", Types[path.Ext(name)])
	http.ServeFileFS(w, r, files, name)
}
