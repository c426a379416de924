package play

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/packets"
)

// A capture is of the same run as the recording next to it: while a client was in
// connect, its SYN was sent, and an ACK came after the SYN-ACK.
func TestCaptures(t *testing.T) {
	t.Parallel()
	root, captures := filepath.Join("..", "..", ".."), 0
	for _, p := range All {
		for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
			file, err := os.ReadFile(p.CaptureFile(root, lang))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			all, err := packets.Read(file)
			if err != nil {
				t.Fatalf("%s: %v", p.Name, err)
			}
			r, err := p.Recorded(root, lang)
			if err != nil {
				t.Fatal(err)
			}
			captures++
			for _, e := range r.Entries {
				if v := e.Timed(); v.Op == event.Connect && !connects(all, v) {
					t.Errorf("%s: no handshake during %s. Record it with its packets: go run -C .ci/packets . -record %s", p.Name, e, p.Name)
				}
			}
		}
	}
	if captures < 12 {
		t.Errorf("there are only %d captures", captures)
	}
}

// connects reports whether the handshake of a connect is among the packets.
func connects(all []packets.Packet, connect event.Event) bool {
	syn, synAck := false, false
	for _, p := range all {
		switch {
		case p.Time.After(connect.Returned()):
			return false
		case p.Time.Before(connect.Called().Truncate(1000)):
		case p.Name() == "SYN" && portOf(connect.Local) == p.From:
			syn = true
		case p.Name() == "SYN-ACK" && portOf(connect.Local) == p.To:
			synAck = syn
		case p.Name() == "ACK" && portOf(connect.Local) == p.From && synAck:
			return true
		}
	}
	return false
}

func portOf(addr string) uint16 {
	return Mapping{ports: portMap{"1": addr[len("127.0.0.1:"):]}}.Port(1)
}
