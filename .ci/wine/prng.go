// Package wine runs the lab's programs for Windows under Wine, for what Wine can
// do: it is not Windows, but it finds what was forgotten there.
package wine

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
)

// addPrng puts bcryptprimitives.dll into a prefix of Wine. Every Go program needs
// its ProcessPrng, which an older Wine does not have; here it leads to
// SystemFunction036 of advapi32.dll, which fills a buffer in the same way.
func addPrng(prefix string) error {
	file := filepath.Join(prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	return os.WriteFile(file, forwarder("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036"), 0o666)
}

// forwarder returns a library for 64-bit Windows whose one function is that of
// another library. It has no code: its only section is the table of exports.
func forwarder(library, function, to string) []byte {
	const (
		headers = 0x200 // where the section begins in the file
		section = 0x1000
		table   = 40 // bytes
	)
	names := library + "\x00" + function + "\x00" + to + "\x00"
	atLibrary := uint32(section + table + 4 + 4 + 2)
	atFunction := atLibrary + uint32(len(library)+1)
	atTarget := atFunction + uint32(len(function)+1)
	exports := struct {
		_                                [3]uint32 // flags, time, version
		Name, Base, Functions, Names     uint32
		AtFunctions, AtNames, AtOrdinals uint32
		Function, FunctionName           uint32
		Ordinal                          uint16
	}{
		Name: atLibrary, Base: 1, Functions: 1, Names: 1,
		AtFunctions: section + table, AtNames: section + table + 4, AtOrdinals: section + table + 8,
		Function: atTarget, FunctionName: atFunction,
	}
	size := uint32(table + 4 + 4 + 2 + len(names))

	var b bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			binary.Write(&b, binary.LittleEndian, v) // to memory: it does not fail
		}
	}
	put([]byte("MZ"), make([]byte, 58), uint32(64)) // the DOS header says where the next one is
	put([]byte("PE\x00\x00"), uint16(0x8664), uint16(1), [3]uint32{}, uint16(240), uint16(0x2022))
	put(uint16(0x20b), uint16(0), uint32(0), uint32(headers), [3]uint32{}, uint64(0x180000000))
	put(uint32(section), uint32(headers), [4]uint16{6, 0, 0, 0}, [2]uint16{6, 0}, uint32(0))
	put(uint32(2*section), uint32(headers), uint32(0), uint16(3), uint16(0x100))
	put([4]uint64{1 << 20, 1 << 12, 1 << 20, 1 << 12}, uint32(0), uint32(16))
	put(uint32(section), size, [30]uint32{})
	put([]byte(".edata\x00\x00"), size, uint32(section), uint32(headers), uint32(headers), [3]uint32{}, uint32(0x40000040))
	put(make([]byte, headers-b.Len()), exports, []byte(names))
	put(make([]byte, 2*headers-b.Len()))
	return b.Bytes()
}
