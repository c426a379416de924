package play

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/packets"
)

// CaptureFile is where the packets of the recording are that the pages show, if they
// were captured.
func (p Play) CaptureFile(root string, lang phrase.Lang) string {
	return strings.TrimSuffix(p.File(root, lang), ".jsonl") + ".pcapng"
}

// Captured reads the recording with its packets. Where none were captured, it is
// without, and the error is fs.ErrNotExist.
func (p Play) Captured(root string, lang phrase.Lang) (Recording, error) {
	r, err := p.Recorded(root, lang)
	if err != nil {
		return r, err
	}
	file, err := os.ReadFile(p.CaptureFile(root, lang))
	if err != nil {
		return r, err
	}
	all, err := packets.Read(file)
	if err != nil {
		return r, fmt.Errorf("the capture of %s: %w", p.Name, err)
	}
	return r.WithPackets(all, lang), nil
}

// WithPackets returns the recording with the packets that tell something among its
// entries: each with its sender, and in N, who received it.
func (r Recording) WithPackets(all []packets.Packet, lang phrase.Lang) Recording {
	entries := slices.Clone(r.Entries)
	asked := map[uint16]bool{} // clients that have sent SYN
	for _, p := range packets.Telling(all) {
		text := p.Name()
		switch {
		case text == "":
			text = manyBytes.Format(lang, p.Bytes)
		case text == "SYN" && asked[p.From]:
			text = synAgain.In(lang)
		}
		asked[p.From] = asked[p.From] || p.SYN && !p.ACK
		entries = append(entries, Entry{
			Time: p.Time, Actor: actorOf(p.From), Step: Step{Do: Packet, Text: text, N: actorOf(p.To)},
		})
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return a.Time.Compare(b.Time) })
	return Recording{entries}
}

// A Mapping says how the clock and the ports of a run became those of its recording.
type Mapping struct {
	begun time.Time
	ports portMap
}

// At and Port tell a time and a port as in the recording. A client that never
// connected has no port there: it gets one that the others leave free.
func (m Mapping) At(t time.Time) time.Time {
	return opening.Add(t.Sub(m.begun)).Truncate(time.Microsecond)
}

func (m Mapping) Port(port uint16) uint16 {
	if recorded, err := strconv.ParseUint(m.ports[fmt.Sprint(port)], 10, 16); err == nil {
		return uint16(recorded)
	}
	return firstPort + 9
}

// firstPort and those after it are the ports of the clients in a recording: for each
// connection of one, ten more.
const firstPort = 50000

// actorOf returns who has a port in a recording. One that never connected is the
// late client.
func actorOf(port uint16) int {
	switch n := int(port) - firstPort; {
	case n < 0:
		return 0
	case n%10 == 9:
		return lateClient
	default:
		return n % 10
	}
}

// lateClient is whose connect is refused in see-reset.
const lateClient = 2
