package flags

import (
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tcplab/shared/phrase"
)

// A Value takes the value of a flag. Its error is a *Mistake.
type Value func(flag, value string) error

// OneOf is a value that must be one of those named.
func OneOf[T ~string](into *T, names ...T) Value {
	return func(flag, value string) error {
		if !slices.Contains(names, T(value)) {
			return Wrong(notOneOf, flag, list(names), value)
		}
		*into = T(value)
		return nil
	}
}

// list is how the names are listed in a sentence: auto, always or never.
func list[T ~string](names []T) phrase.Phrase {
	last := len(names) - 1
	en, zh := string(names[0]), string(names[0])
	for _, name := range names[1:last] {
		en, zh = en+", "+string(name), zh+"、"+string(name)
	}
	return phrase.Phrase{EN: en + " or " + string(names[last]), ZH: zh + " 或 " + string(names[last])}
}

// Range is a whole number from least to most.
func Range(into *int, least, most int) Value {
	return func(flag, value string) error {
		n, err := strconv.Atoi(value)
		if err != nil || n < least || n > most {
			return Wrong(notInRange, flag, least, most, value)
		}
		*into = n
		return nil
	}
}

// Text is any text, also none. A flag into a *string needs some: an empty name of a file
// is a variable that was not set.
func Text(into *string) Value {
	return func(_, value string) error {
		*into = value
		return nil
	}
}

// HostPort is an address with the number of a port.
func HostPort(into *string) Value {
	return func(flag, value string) error {
		host, port, err := net.SplitHostPort(value)
		if err != nil || !IsHost(host) {
			return Wrong(noHostPort, flag, value)
		}
		if port != "0" && !IsPort(port) {
			return Wrong(noPort, value)
		}
		*into = value
		return nil
	}
}

// IsHost reports whether s may name a host. A blank may not, nor what a Chinese input
// method makes of a colon or a digit.
func IsHost(s string) bool { return s == typed(s) && !strings.ContainsFunc(s, unicode.IsSpace) }

// IsPort reports whether s is a port that one can connect to.
func IsPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}

func (f Flag) isSwitch() bool {
	_, ok := f.Into.(*bool)
	return ok
}

// set puts a value where the flag has it.
func (f Flag) set(s string) (err error) {
	switch into := f.Into.(type) {
	case Value:
		return into(f.Name, s)
	case *string:
		if s == "" {
			return Wrong(missingValue, f.Name)
		}
		*into = s
	case *bool:
		if *into, err = strconv.ParseBool(s); err != nil {
			return Wrong(noBoolean, f.Name, f.Name)
		}
	case *time.Duration:
		if *into, err = time.ParseDuration(s); err != nil || *into < 0 {
			return Wrong(noTime, f.Name, s)
		}
	default:
		panic(fmt.Sprintf("-%s cannot go into a %T", f.Name, f.Into))
	}
	return nil
}
