//go:build !linux

package sockettable

import (
	"context"
	"errors"
)

func listenersOf(ctx context.Context, pid int32) []Listener { return readListeners(ctx, pid) }

func Sockets(uint16) ([]Socket, error) { return nil, errors.ErrUnsupported }
