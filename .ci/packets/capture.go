//go:build linux

package main

import (
	"bytes"
	"sync"
	"unsafe"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
	"golang.org/x/sys/unix"

	"tcplab/tools/internal/play"
)

const loopback = "lo"

// bringUp makes the loopback of a new network like that of a card: it is on, its
// packets have 1,500 bytes, and the kernel does not put segments together.
func bringUp() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	up, err := unix.NewIfreq(loopback)
	if err != nil {
		return err
	}
	up.SetUint16(unix.IFF_UP)
	if err := unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, up); err != nil {
		return err
	}
	size, err := unix.NewIfreq(loopback)
	if err != nil {
		return err
	}
	size.SetUint32(1500)
	if err := unix.IoctlIfreq(fd, unix.SIOCSIFMTU, size); err != nil {
		return err
	}
	for _, command := range []uint32{unix.ETHTOOL_STSO, unix.ETHTOOL_SGSO, unix.ETHTOOL_SGRO} {
		if err := switchOff(fd, command); err != nil {
			return err
		}
	}
	return nil
}

// switchOff makes a command of ethtool.
func switchOff(fd int, command uint32) error {
	value := struct{ command, data uint32 }{command, 0}
	request := struct {
		name [unix.IFNAMSIZ]byte
		data unsafe.Pointer
		_    [16]byte
	}{data: unsafe.Pointer(&value)}
	copy(request.name[:], loopback)
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SIOCETHTOOL, uintptr(unsafe.Pointer(&request))); e != 0 {
		return e
	}
	return nil
}

// A frame is what was captured at a time.
type frame struct {
	info gopacket.CaptureInfo
	data []byte
}

// A capture takes all packets of the loopback, from open to write.
type capture struct {
	*pcapgo.EthernetHandle
	mu  sync.Mutex
	all []frame
}

func open() (*capture, error) {
	handle, err := pcapgo.NewEthernetHandle(loopback)
	if err != nil {
		return nil, err
	}
	c := &capture{EthernetHandle: handle}
	go func() {
		for {
			data, info, err := handle.ReadPacketData()
			if err != nil {
				return // it was closed
			}
			c.mu.Lock()
			c.all = append(c.all, frame{info, data})
			c.mu.Unlock()
		}
	}()
	return c, nil
}

// write returns the TCP packets as a file, as the recording has them. The loopback
// shows every packet twice: when it is sent, and when it has arrived.
func (c *capture) write(class play.Mapping) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b bytes.Buffer
	out, err := pcapgo.NewNgWriter(&b, layers.LinkTypeEthernet)
	if err != nil {
		return nil, err
	}
	sent := map[string]bool{}
	for _, f := range c.all {
		if sent[string(f.data)] {
			delete(sent, string(f.data))
			continue
		}
		sent[string(f.data)] = true
		data, err := renamed(f.data, class)
		if err != nil || data == nil {
			continue // something else than TCP
		}
		f.info.Timestamp = class.At(f.info.Timestamp)
		f.info.CaptureLength, f.info.Length, f.info.InterfaceIndex = len(data), len(data), 0
		if err := out.WritePacket(f.info, data); err != nil {
			return nil, err
		}
	}
	err = out.Flush()
	return b.Bytes(), err
}

// renamed returns a TCP packet with the ports of the recording, and new checksums:
// the loopback leaves them out.
func renamed(data []byte, class play.Mapping) ([]byte, error) {
	p := gopacket.NewPacket(data, layers.LayerTypeEthernet, gopacket.Default)
	ethernet, _ := p.Layer(layers.LayerTypeEthernet).(*layers.Ethernet)
	ip, _ := p.Layer(layers.LayerTypeIPv4).(*layers.IPv4)
	tcp, _ := p.Layer(layers.LayerTypeTCP).(*layers.TCP)
	if ethernet == nil || ip == nil || tcp == nil {
		return nil, nil
	}
	tcp.SrcPort, tcp.DstPort = layers.TCPPort(class.Port(uint16(tcp.SrcPort))), layers.TCPPort(class.Port(uint16(tcp.DstPort)))
	if err := tcp.SetNetworkLayerForChecksum(ip); err != nil {
		return nil, err
	}
	out := gopacket.NewSerializeBuffer()
	options := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	err := gopacket.SerializeLayers(out, options, ethernet, ip, tcp, gopacket.Payload(tcp.Payload))
	return out.Bytes(), err
}
