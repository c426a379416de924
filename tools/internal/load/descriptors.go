package load

import "os"

// reserve opens as many descriptors as a run needs, and returns how to give
// them back. It fails if there are not so many.
//
// Linux makes a process that outgrows its table of descriptors wait, for up to
// some twenty milliseconds, at 64, 128, 256 … of them. That would be a part of
// what is measured. A program that is started while the descriptors are open
// gets a table of the same size as ours.
func reserve(n int) (release func(), err error) {
	var files []*os.File
	release = func() {
		for _, file := range files {
			file.Close()
		}
	}
	for range n {
		file, err := os.Open(os.DevNull)
		if err != nil {
			release()
			return nil, err
		}
		files = append(files, file)
	}
	return release, nil
}
