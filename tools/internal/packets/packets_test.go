package packets_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tcplab/tools/internal/packets"
)

var capture = filepath.Join("..", "..", "..", "docs", "recordings", "en", "pieces.pcapng")

// A capture has the packets that Wireshark finds in it.
func TestRead(t *testing.T) {
	file, err := os.ReadFile(capture)
	if err != nil {
		t.Fatal(err)
	}
	all, err := packets.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	last := time.Time{}
	for _, p := range packets.Telling(all) {
		if p.Time.Before(last) || p.Time.Year() != 2026 {
			t.Errorf("a packet at %v", p.Time)
		}
		last = p.Time
		name := p.Name()
		if name == "" {
			name = fmt.Sprint(p.Bytes)
		}
		names = append(names, name)
	}
	if got, want := strings.Join(names, " "), "SYN SYN-ACK ACK 1448 1052 FIN FIN"; got != want {
		t.Errorf("the packets are %s, want %s", got, want)
	}
}

// What is damaged is refused, wherever it is cut or changed.
func TestDamaged(t *testing.T) {
	whole, err := os.ReadFile(capture)
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		packets.Read(whole[:n])
		changed := bytes.Clone(whole)
		changed[n] ^= 0xff
		packets.Read(changed)
	}
	for _, text := range []string{"", "nonsense", strings.Repeat("\x00", 100), string(whole[:len(whole)-3])} {
		if _, err := packets.Read([]byte(text)); err == nil {
			t.Errorf("%d bytes are read", len(text))
		}
	}
}
