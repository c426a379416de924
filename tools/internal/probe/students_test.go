package probe_test

import (
	"path/filepath"
	"testing"

	"tcplab/tools/internal/probe"
)

// Servers as students write them, right and wrong: each is judged by what it
// does, and not by how.
func TestStudents(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]probe.Report{
		"echo":          {Stage: 4},
		"late_greeting": {Stage: 4},
		"in_pieces":     {Stage: 4},
		"fixed":         {Stage: 4},
		"impatient":     {Stage: 4}, // with a client that says nothing at first
		"decodes":       {Stage: 4}, // only the thread dies of a bad text
		"serial":        {Stage: 3, Mistakes: []string{probe.ServesSerially, probe.DiesOnReset, probe.DiesOnBadText}},
		"one_line":      {Stage: 3, Mistakes: []string{probe.MixesClients}},
		"names":         {Stage: 3, Mistakes: []string{probe.BlocksOnOne}},
		"locked":        {Stage: 3, Mistakes: []string{probe.ServesSerially}},
		"only_one":      {Stage: 3, Mistakes: []string{probe.DropsClients}},
		"only_greets":   {Stage: 0, Mistakes: []string{probe.NoReply}},
		"at_the_end":    {Stage: 0, Mistakes: []string{probe.NoReply}},
		"relays":        {Stage: 4},
		"chats":         {Stage: 4},
		"joins":         {Stage: 4},
		"registers":     {Stage: 4},
		"capitals":      {Stage: 3, Mistakes: []string{probe.MixesClients}},
		"backwards":     {Stage: 3, Mistakes: []string{probe.MixesClients}},
		"slams":         {Stage: 0, Mistakes: []string{probe.NoReply}},
		"five":          {Stage: 1, Mistakes: []string{probe.ClosesAfterOne}},
		"keeps_lock":    {Stage: 2, Mistakes: []string{probe.StopsAfterOne}},
		"ends_for_all":  {Stage: 2, Mistakes: []string{probe.DiesOnEOF}},
	} {
		t.Run(kind, func(t *testing.T) {
			if testing.Short() && kind != "echo" && kind != "slams" {
				t.Skip("long: all students")
			}
			t.Parallel()
			e := probe.Target{Command: python(t, filepath.Join("testdata", "server.py"), kind, "{port}")}
			wants(t, identify(t, e), want.Stage, want.Mistakes...)
		})
	}
}
