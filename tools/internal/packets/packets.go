// Package packets reads the captures of plays, which Wireshark opens as well: small
// files in the pcapng format, with the TCP packets of one play.
package packets

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// A Packet is a TCP packet, which a segment of the stream may be in.
type Packet struct {
	Time               time.Time
	From, To           uint16 // ports
	SYN, ACK, FIN, RST bool
	Bytes              int // of the stream
}

// The blocks of a file that are of interest, by their types.
const (
	sectionBlock   = 0x0A0D0D0A
	interfaceBlock = 1
	packetBlock    = 6

	littleEndian = 0x1A2B3C4D
	ethernet     = 1
	resolution   = 9 // an option of an interface: in which parts of a second it counts
)

// ErrFormat is the error of Read for a file that is not such a capture.
var ErrFormat = errors.New("not a capture of TCP on Ethernet in pcapng")

// Read reads a capture.
func Read(file []byte) (all []Packet, err error) {
	if len(file) < 12 || binary.LittleEndian.Uint32(file) != sectionBlock || binary.LittleEndian.Uint32(file[8:]) != littleEndian {
		return nil, ErrFormat
	}
	tick := time.Microsecond
	for len(file) > 0 {
		if len(file) < 12 {
			return nil, ErrFormat
		}
		kind, size := binary.LittleEndian.Uint32(file), int(binary.LittleEndian.Uint32(file[4:]))
		if size < 20 || size > len(file) || size%4 != 0 {
			return nil, ErrFormat
		}
		body := file[8 : size-4]
		file = file[size:]
		switch kind {
		case interfaceBlock:
			if binary.LittleEndian.Uint16(body) != ethernet {
				return nil, ErrFormat
			}
			if tick, err = tickOf(body[8:]); err != nil {
				return nil, err
			}
		case packetBlock:
			p, err := packet(body, tick)
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	return all, nil
}

// tickOf finds in the options of an interface how it counts time.
func tickOf(options []byte) (time.Duration, error) {
	for len(options) >= 4 {
		code, size := binary.LittleEndian.Uint16(options), int(binary.LittleEndian.Uint16(options[2:]))
		next := 4 + (size+3)/4*4
		if next > len(options) {
			return 0, ErrFormat
		}
		if code == resolution && size == 1 {
			if options[4] > 9 {
				return 0, ErrFormat
			}
			return time.Duration(math.Pow10(9 - int(options[4]))), nil
		}
		options = options[next:]
	}
	return time.Microsecond, nil
}

// packet reads a packet from its block: past the headers of Ethernet and IPv4.
func packet(body []byte, tick time.Duration) (p Packet, err error) {
	const ethernetHeader, ipv4, tcp = 14, 0x0800, 6
	if len(body) < 20+ethernetHeader+20 {
		return p, ErrFormat
	}
	count := uint64(binary.LittleEndian.Uint32(body[4:]))<<32 | uint64(binary.LittleEndian.Uint32(body[8:]))
	p.Time = time.Unix(0, int64(count)*int64(tick)).UTC()
	frame := body[20:]
	ip := frame[ethernetHeader:]
	header, total := int(ip[0]&15)*4, int(binary.BigEndian.Uint16(ip[2:]))
	if binary.BigEndian.Uint16(frame[12:]) != ipv4 || ip[9] != tcp || total < header+20 || len(ip) < total {
		return p, ErrFormat
	}
	segment := ip[header:total]
	p.From, p.To = binary.BigEndian.Uint16(segment), binary.BigEndian.Uint16(segment[2:])
	flags := segment[13]
	p.FIN, p.SYN, p.RST, p.ACK = flags&1 > 0, flags&2 > 0, flags&4 > 0, flags&16 > 0
	if p.Bytes = len(segment) - int(segment[12]>>4)*4; p.Bytes < 0 {
		return p, ErrFormat
	}
	return p, nil
}

// Name is what a packet is called, as in Wireshark: SYN-ACK, FIN, RST, ACK. Those that
// are there for their bytes have none.
func (p Packet) Name() string {
	switch {
	case p.SYN && p.ACK:
		return "SYN-ACK"
	case p.SYN:
		return "SYN"
	case p.FIN:
		return "FIN"
	case p.RST:
		return "RST"
	case p.Bytes == 0:
		return "ACK"
	}
	return ""
}

// Telling returns the packets that tell what the calls of the programs do not: those
// with a flag, the ACK that completes a handshake, and the segments of a send that
// has more than one. The other ACKs, and the bytes of each send, are left out.
func Telling(all []Packet) (some []Packet) {
	type direction struct{ from, to uint16 }
	last := map[direction]int{}  // where its last segment is
	open := map[direction]bool{} // a SYN-ACK has come this way, and no ACK back
	telling := make([]bool, len(all))
	for i, p := range all {
		way, back := direction{p.From, p.To}, direction{p.To, p.From}
		telling[i] = p.SYN || p.FIN || p.RST || open[back] && p.ACK
		if p.SYN && p.ACK {
			open[way] = true
		} else {
			delete(open, back)
		}
		if p.Bytes == 0 {
			continue
		}
		if before, ok := last[way]; ok && p.Time.Sub(all[before].Time) < burst {
			telling[i], telling[before] = true, true
		}
		last[way] = i
	}
	for i, p := range all {
		if telling[i] {
			some = append(some, p)
		}
	}
	return some
}

// burst is how soon segments of one send follow each other.
const burst = time.Millisecond
