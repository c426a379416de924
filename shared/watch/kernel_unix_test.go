//go:build unix

package watch_test

import (
	"testing"
	"time"

	"tcplab/shared/charset"
)

// Accept does not wait for a client that has left the queue since poll returned.
func TestNobodyToAccept(t *testing.T) {
	w, b := newWatch(charset.UTF8.Decode)
	kernel, err := w.Kernel()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Interrupt()
	socket, err := kernel.Socket()
	if err != nil {
		t.Fatal(err)
	}
	defer kernel.Close(socket)
	if err := kernel.Bind(socket, "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	if err := kernel.Listen(socket, 5); err != nil {
		t.Fatal(err)
	}
	returned := make(chan error, 1)
	go func() {
		_, err := kernel.Accept(socket)
		returned <- err
	}()
	select {
	case err := <-returned:
		if err == nil {
			t.Error("there is a client")
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it waits")
	}
	if ops, _ := told(t, b); ops != "socket bind listen" {
		t.Errorf("the events are %s", ops)
	}
}
