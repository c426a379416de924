package probe

import "testing"

// What programs print of a client that has left differs from system to system.
func TestBrokenPipe(t *testing.T) {
	for line, want := range map[string]bool{
		"write tcp 127.0.0.1:1->127.0.0.1:2: write: broken pipe":                               true,
		"BrokenPipeError: [Errno 32] Broken pipe":                                              true,
		"write tcp …: protocol wrong type for socket":                                          true,
		"wsasend: An established connection was aborted by the software in your host machine.": true,
		"wsarecv: An existing connection was forcibly closed by the remote host.":              true,
		"java.net.SocketException: Software caused connection abort: socket write error":       true,
		"java.net.SocketException: 你的主机中的软件中止了一个已建立的连接。":                                       true,
		"OSError: [WinError 10038] 在一个非套接字上尝试了一个操作。":                                           true,
		"send failed: 10053":  true,
		"recv: 100540 bytes":  false,
		"ValueError: no name": false,
	} {
		if brokenPipe.MatchString(line) != want {
			t.Errorf("%s: %v, want %v", line, !want, want)
		}
	}
}
