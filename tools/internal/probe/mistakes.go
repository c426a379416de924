package probe

import (
	"embed"
	"regexp"
	"slices"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// The mistakes of servers.
const (
	NoListener     = "no-listener"
	NoReply        = "no-reply"
	ClosesAfterOne = "closes-after-one-message"
	StopsAfterOne  = "stops-after-one-client"
	IgnoresEOF     = "ignores-eof"
	BusyLoop       = "busy-loop"
	DiesOnEOF      = "dies-on-eof"
	ServesSerially = "serves-serially"
	NeverCloses    = "never-closes"
	DropsClients   = "drops-clients"
	DiesOnReset    = "dies-on-reset"
	DiesOnBadText  = "dies-on-bad-text"
	LosesBytes     = "loses-bytes"
	AnswersOnce    = "answers-once"
	MixesClients   = "mixes-clients"
	BlocksOnOne    = "blocks-on-one-client"
	ForgetsClients = "forgets-clients"
	LimitsClients  = "limits-clients"
	DropsIdle      = "drops-idle-clients"
	DiesOnEmpty    = "dies-on-empty"
	DiesOnLong     = "dies-on-long-message"
	ExitEndsAll    = "exit-ends-all"
	Leftovers      = "leftovers"
	LeavesZombies  = "leaves-zombies"
)

// Those of clients.
const (
	NoConnection = "no-connection"
	SpeaksFirst  = "speaks-first"
	SaysNothing  = "says-nothing"
	SendsAhead   = "sends-ahead"
	NoExit       = "no-exit"
	StaysOpen    = "stays-open"
)

// Those of the homework.
const (
	FourNumbers  = "four-numbers"
	WhichDiffer  = "which-differ"
	KeepsSilent  = "keeps-silent-client"
	DropsTalker  = "drops-talking-client"
	LetsAllIn    = "lets-all-in"
	NotTold      = "not-told"
	TurnsAway    = "turns-away"
	StillAccepts = "still-accepts"
	CutsOff      = "cuts-off"
	NeverEnds    = "never-ends"
	NotDelivered = "not-delivered"
	Overheard    = "overheard"
	UnknownUser  = "unknown-user"
	SameName     = "same-name"
	HalfAReply   = "half-a-reply"

	IgnoresExit       = "ignores-exit"
	IgnoresFailedSend = "ignores-failed-send"
	DataRace          = "data-race"
	ServesTooMany     = "serves-too-many"
	LosesWaiting      = "loses-waiting-client"
	OutOfOrder        = "serves-out-of-order"
	GluesLines        = "glues-lines"
	SplitsLines       = "splits-lines"
	MissesBroken      = "misses-broken-servers"
	AccusesCorrect    = "accuses-correct-server"
)

// A Mistake is what the course has to say of it.
type Mistake struct {
	From     int           // the stage from which on it is one; below, it is the lesson
	Means    phrase.Phrase // what is wrong
	Look     phrase.Phrase // what to do about it
	Expected phrase.Phrase // what should have come instead; of homework, the task says it
}

// Page is the page of the course that is about the mistake, from the root of the
// lab.
func (m Mistake) Page(lang phrase.Lang) string {
	page := "homework"
	if m.From > 0 {
		page = course.Lessons[m.From-1].Name
	}
	return "docs/" + string(lang) + "/" + page + ".md"
}

// from are the mistakes, by the stage from which on they are. Those of the homework
// are at 0.
var from = [][]string{
	0: {
		FourNumbers, WhichDiffer, KeepsSilent, DropsTalker, LetsAllIn, NotTold, TurnsAway, StillAccepts, CutsOff, NeverEnds,
		NotDelivered, Overheard, UnknownUser, SameName, HalfAReply, IgnoresFailedSend, DataRace, ServesTooMany, LosesWaiting,
		OutOfOrder, GluesLines, SplitsLines, IgnoresExit, MissesBroken, AccusesCorrect,
	},
	1: {NoListener, NoReply, BusyLoop},
	2: {ClosesAfterOne, AnswersOnce, LosesBytes, Leftovers, DiesOnLong},
	3: {StopsAfterOne, IgnoresEOF, DiesOnEOF, NeverCloses, DiesOnReset, DiesOnBadText, DropsIdle, DiesOnEmpty, ExitEndsAll, LeavesZombies},
	4: {ServesSerially, DropsClients, MixesClients, BlocksOnOne, ForgetsClients, LimitsClients},
	5: {NoConnection, SpeaksFirst, SaysNothing, SendsAhead, NoExit, StaysOpen},
}

// texts are mistakes.en.md and mistakes.zh.md, which say how they are written.
//
//go:embed mistakes.*.md
var texts embed.FS

// Mistakes are all mistakes, by their identifier.
var Mistakes = describe(from)

func describe(from [][]string) map[string]Mistake {
	text, err := phrase.Load(texts, "mistakes", slices.Concat(from...)...)
	if err != nil {
		panic(err)
	}
	all := map[string]Mistake{}
	for stage, ids := range from {
		for _, id := range ids {
			m := Mistake{From: stage}
			m.Means.EN, m.Look.EN, m.Expected.EN = lines(text[id].EN)
			m.Means.ZH, m.Look.ZH, m.Expected.ZH = lines(text[id].ZH)
			all[id] = m
		}
	}
	return all
}

// lines cuts the text about a mistake into its three lines. A command make diff-N
// becomes what does the same on this system.
func lines(text string) (means, look, expected string) {
	means, text, _ = strings.Cut(text, "\n\n")
	look, expected, _ = strings.Cut(text, "\n\n")
	return means, command.ReplaceAllStringFunc(look, func(found string) string {
		_, target, _ := strings.Cut(found, " ")
		return howto.Make(target)
	}), expected
}

// command is what to type to see what changed in a lesson: make, where there is one.
var command = regexp.MustCompile(`make (diff-\d)`)
