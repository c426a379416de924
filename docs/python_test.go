package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// tutorials lists what the Python tutorials mention, as the page about them writes it
// in both languages.
var tutorials = []string{
	"b'Welcome!'", "encode('utf-8')", "decode('utf-8')", "encode('gbk')", "UnicodeDecodeError", "b''.join",
	"AF_INET`", "AF_INET6", "SOCK_STREAM", "SOCK_DGRAM", "www.sina.com.cn", "0.0.0.0", "127.x.x.x", "127.0.0.1`", "80", "25", "21", "1024",
	"listen(128)", "sock, addr = s.accept()", "if data:", "with open", "contextlib.closing", "exit",
	"multiprocessing", "threading.Thread", "goroutine", "sendto", "recvfrom", "sendall", "time.sleep(1)", "ValueError",
}

// The page for those who come from a Python tutorial leaves out nothing that the
// tutorials mention, and each of its rows says where to see it.
func TestPythonTutorials(t *testing.T) {
	seen := regexp.MustCompile(`\]\(|make |^–$`)
	for _, name := range []string{"docs/en/from-python.md", "docs/zh/from-python.md"} {
		bytes, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(bytes)
		for _, term := range tutorials {
			if !strings.Contains(text, term) {
				t.Errorf("%s does not mention %s", name, term)
			}
		}
		rows, inTable := 0, false
		for line := range strings.Lines(text) {
			cells := strings.Split(strings.Trim(line, "|\n "), " | ")
			switch last := cells[len(cells)-1]; {
			case last == "where to see it" || last == "在哪里看":
				inTable = true
			case !strings.HasPrefix(line, "|"):
				inTable = false
			case inTable && !strings.HasPrefix(line, "|--"):
				if rows++; len(cells) != 3 || !seen.MatchString(last) {
					t.Errorf("%s: where can this be seen? %s", name, line)
				}
			}
		}
		if rows < 40 {
			t.Errorf("%s has %d rows", name, rows)
		}
	}
}
