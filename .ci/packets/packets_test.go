//go:build linux

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"

	"tcplab/tools/internal/packets"
)

// Our reader finds in each capture what the library finds, and so does Wireshark.
func TestCaptures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "docs", "recordings", "*", "*.pcapng"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no captures: ", err)
	}
	tshark, _ := exec.LookPath("tshark")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		ours, err := packets.Read(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		theirs := library(t, text)
		if len(ours) != len(theirs) {
			t.Fatalf("%s: %d packets, and the library finds %d", name, len(ours), len(theirs))
		}
		for i, p := range ours {
			if p != theirs[i] {
				t.Errorf("%s: packet %d is %+v, and to the library %+v", name, i+1, p, theirs[i])
			}
		}
		if tshark == "" {
			continue
		}
		// It checks the checksums as well, and warns of nothing.
		out, err := exec.CommandContext(t.Context(), tshark, "-r", name, "-o", "tcp.check_checksum:TRUE", "-T", "fields", "-e", "tcp.checksum.status").Output()
		if err != nil {
			t.Errorf("tshark -r %s: %v", name, err)
		}
		if got, want := string(out), string(bytes.Repeat([]byte("1\n"), len(ours))); got != want {
			t.Errorf("%s: the checksums are %q", name, got)
		}
	}
}

// library reads a capture with gopacket.
func library(t *testing.T, text []byte) (all []packets.Packet) {
	t.Helper()
	r, err := pcapgo.NewNgReader(bytes.NewReader(text), pcapgo.DefaultNgReaderOptions)
	if err != nil {
		t.Fatal(err)
	}
	for {
		data, info, err := r.ReadPacketData()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		p := gopacket.NewPacket(data, r.LinkType(), gopacket.Default)
		tcp := p.Layer(layers.LayerTypeTCP).(*layers.TCP)
		all = append(all, packets.Packet{
			Time: info.Timestamp.UTC(), From: uint16(tcp.SrcPort), To: uint16(tcp.DstPort),
			SYN: tcp.SYN, ACK: tcp.ACK, FIN: tcp.FIN, RST: tcp.RST, Bytes: len(tcp.Payload),
		})
	}
}
