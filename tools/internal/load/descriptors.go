package load

import "os"

// reserve opens as many descriptors as a run needs, and returns a function that
// closes them. It fails if the system does not allow so many.
//
// When a process outgrows its table of descriptors, at 64, 128, 256 …, Linux makes
// it wait for up to about twenty milliseconds, which would be measured as well. A
// program that is started while the descriptors are open gets a table as large as
// ours.
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
