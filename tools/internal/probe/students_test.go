package probe_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/sockettable"
	"tcplab/tools/internal/probe"
)

// causes are what the check has to say of some of them.
var causes = map[string]string{
	"at_the_end":      "the moment it ended its side, the answer came",
	"unflushed":       "Flush it after each answer",
	"closes_listener": "nobody listens any more",
	"keeps_dead":      "is that client still in a list?",
	"seats":           "IndexError: pop from empty list",
	"few_seats":       "clients came and left, one after the other",
	"recv_twice":      "when it had sent a second message, an answer came",
	"polls":           "one client was connected and silent",
	"waits_for_enter": "it printed: Press Enter to start",

	"asks_address":  "it connected to",
	"leaves":        "it closed before it had sent anything",
	"only_exit":     "the first thing that it sent was exit",
	"connects_each": "it connected a second time",
	"wants_whole":   "the reply came in three pieces",
	"groups":        "3 clients are served at a time",
	"slow_groups":   "3 clients are served at a time",
}

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

		"prefixed":        {Stage: 4},
		"slow_accept":     {Stage: 4},
		"short_queue":     {Stage: 4}, // it is slow to accept, and some have to connect again
		"wants_length":    {Stage: 0, Mistakes: []string{probe.NoReply}},
		"unflushed":       {Stage: 0, Mistakes: []string{probe.NoReply}},
		"closes_listener": {Stage: 2, Mistakes: []string{probe.StopsAfterOne}},
		"keeps_dead":      {Stage: 2, Mistakes: []string{probe.StopsAfterOne}},
		"groups":          {Stage: 3, Mistakes: []string{probe.LimitsClients}},
		"slow_groups":     {Stage: 3, Mistakes: []string{probe.LimitsClients}},
		"seats":           {Stage: 3, Mistakes: []string{probe.DropsClients}},
		"listens_again":   {Stage: 3, Mistakes: []string{probe.ServesSerially}},
		"exit_closes":     {Stage: 4, Mistakes: []string{probe.ExitEndsAll}},
		"says_bye":        {Stage: 4, Mistakes: []string{probe.DropsIdle}},
		"few_seats":       {Stage: 2, Mistakes: []string{probe.StopsAfterOne}},
		"shared_buffer":   {Stage: 3, Mistakes: []string{probe.MixesClients}},
		"polls":           {Stage: 4, Mistakes: []string{probe.BusyLoop}},
		"gets_busy":       {Stage: 4, Mistakes: []string{probe.BusyLoop}},
		"typed":           {Stage: 3, Mistakes: []string{probe.ServesSerially}},
		"three_messages":  {Stage: 1, Mistakes: []string{probe.ClosesAfterOne}},
		"recv_twice":      {Stage: 0, Mistakes: []string{probe.NoReply}},
		"waits_for_enter": {Stage: 0, Mistakes: []string{probe.NoListener}},
	} {
		t.Run(kind, func(t *testing.T) {
			if testing.Short() {
				t.Skip("long: many students")
			}
			t.Parallel()
			e := probe.Target{Command: python(t, filepath.Join("testdata", "server.py"), kind, "{port}")}
			got := identify(t, e)
			wants(t, got, want.Stage, want.Mistakes...)
			tells(t, got, causes[kind])
		})
	}
}

// A client that asks for input before it has read the greeting may read it then, but
// not as the reply to what was typed.
func TestStudentsClients(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]probe.Report{
		"prompts":     {Stage: 5},
		"two_threads": {Stage: 5},
		"never_reads": {Stage: 0, Mistakes: []string{probe.SpeaksFirst}},

		"asks_address":  {Stage: 5},
		"split_exit":    {Stage: 5},
		"leaves":        {Stage: 0, Mistakes: []string{probe.SaysNothing}},
		"only_exit":     {Stage: 0, Mistakes: []string{probe.SaysNothing}},
		"connects_each": {Stage: 0, Mistakes: []string{probe.NoExit}},
		"wants_whole":   {Stage: 0, Mistakes: []string{probe.NoExit}},
	} {
		t.Run(kind, func(t *testing.T) {
			if testing.Short() {
				t.Skip("long: clients that wait for what is typed")
			}
			if kind == "never_reads" && !sockettable.ShowsQueue {
				t.Skip("this system does not tell what a client has not read")
			}
			t.Parallel()
			e := probe.Target{Command: python(t, filepath.Join("testdata", "client.py"), kind, "{port}")}
			got := hold(t, e, e.Client)
			wants(t, got, want.Stage, want.Mistakes...)
			tells(t, got, causes[kind])
		})
	}
}

// tells wants a report to say something.
func tells(t *testing.T, r probe.Report, want string) {
	t.Helper()
	if saw := fmt.Sprint(r.Checks); !strings.Contains(saw, want) {
		t.Errorf("%s\ndoes not say %q", saw, want)
	}
}
