//go:build !unix

package watch

import (
	"errors"
	"time"
)

// A Kernel makes system calls on sockets, which this system does not have.
type Kernel struct{}

// Kernel fails: the sockets of this system are no descriptors, and nothing polls
// them by this name.
func (w *Watch) Kernel() (*Kernel, error) { return nil, errors.ErrUnsupported }

// What follows lets a program compile that never gets a Kernel.

const (
	POLLIN  = 1
	POLLOUT = 4
)

func (*Kernel) Socket() (int, error)                             { return 0, errors.ErrUnsupported }
func (*Kernel) Bind(int, string) error                           { return errors.ErrUnsupported }
func (*Kernel) Listen(int, int) error                            { return errors.ErrUnsupported }
func (*Kernel) Poll(map[int]int16, time.Duration) ([]int, error) { return nil, errors.ErrUnsupported }
func (*Kernel) Accept(int) (int, error)                          { return 0, errors.ErrUnsupported }
func (*Kernel) Recv(int, []byte) (int, error)                    { return 0, errors.ErrUnsupported }
func (*Kernel) Send(int, []byte) (int, error)                    { return 0, errors.ErrUnsupported }
func (*Kernel) Close(int) error                                  { return errors.ErrUnsupported }
