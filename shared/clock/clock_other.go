//go:build !windows

package clock

import "time"

func system() time.Time { return time.Now() }
