package lessons_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// get runs lesson 06, and returns it with what it saved.
func get(t *testing.T, url string, code int) (p *program, page string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	p = start(t, "06-http-get", "-quiet", "-lang", "en", "-url", url, "-o", file)
	p.ends(code)
	saved, err := os.ReadFile(file)
	if (err == nil) != (code == 0) {
		t.Errorf("saved: %v, though the exit code is %d", err, code)
	}
	return p, string(saved)
}

func TestHTTPGet(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("你好,同志!\n", 1000)
	pages := http.NewServeMux()
	pages.HandleFunc("/plain", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(long)))
		fmt.Fprint(w, long)
	})
	pages.HandleFunc("/chunked", func(w http.ResponseWriter, r *http.Request) {
		for line := range strings.Lines(long) {
			fmt.Fprint(w, line)
			http.NewResponseController(w).Flush()
		}
	})
	pages.HandleFunc("/query", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Host, " ", r.URL.RawQuery)
	})
	pages.HandleFunc("/empty", func(w http.ResponseWriter, r *http.Request) {})
	pages.HandleFunc("/short", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "not a thousand")
	})
	pages.HandleFunc("/evil", func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := http.NewResponseController(w).Hijack()
		fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nX-Evil: \x1b[2J\r\n\r\n")
		conn.Close()
	})
	pages.HandleFunc("/nonsense", func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := http.NewResponseController(w).Hijack()
		fmt.Fprint(conn, "Welcome!")
		conn.Close()
	})
	pages.Handle("/old", http.RedirectHandler("/new", http.StatusMovedPermanently))
	pages.Handle("/secret", http.RedirectHandler("https://example.com/", http.StatusFound))
	server := httptest.NewServer(pages)
	t.Cleanup(server.Close)
	host := strings.TrimPrefix(server.URL, "http://")

	for path, want := range map[string]string{"/plain": long, "/chunked": long, "/empty": "", "/query?a=b": host + " a=b"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p, page := get(t, server.URL+path, 0)
			if page != want {
				t.Errorf("saved %d bytes %.60q, want %d", len(page), page, len(want))
			}
			if !strings.Contains(p.Output(), "HTTP/1.1 200 OK\n") {
				t.Errorf("the header is not shown: %s", p.Output())
			}
		})
	}
	for path, want := range map[string]string{
		"/short":    "The page is incomplete",
		"/missing":  "404 Not Found",
		"/old":      "-url " + server.URL + "/new",
		"/secret":   "https://example.com/",
		"/nonsense": "not the answer of a web server",
		"/evil":     `X-Evil: \x1b[2J`,
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p, _ := get(t, server.URL+path, 1)
			if !strings.Contains(p.Output(), want) {
				t.Errorf("%q is not said: %s", want, p.Output())
			}
			if strings.Contains(p.Output(), "\x1b") {
				t.Error("an escape reached the terminal")
			}
		})
	}
}

func TestHTTPGetFromOurPageServer(t *testing.T) {
	t.Parallel()
	_, addr := serve(t, "web")
	_, page := get(t, "http://"+addr+"/Michael", 0)
	if !strings.Contains(page, "<h1>Hello, Michael!</h1>") || len(page) < 1024 {
		t.Errorf("saved: %s", page)
	}
}

func TestHTTPGetWithNowhereToSave(t *testing.T) {
	t.Parallel()
	_, addr := serve(t, "web")
	file := filepath.Join(t.TempDir(), "missing", "page.html")
	p := start(t, "06-http-get", "-quiet", "-lang", "en", "-url", "http://"+addr+"/", "-o", file)
	p.ends(1)
	if !strings.Contains(p.Output(), "cannot be saved") {
		t.Errorf("not said: %s", p.Output())
	}
}
