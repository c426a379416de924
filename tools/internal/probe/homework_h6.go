package probe

import (
	"strings"
	"time"
)

// eachLine wants one answer to each line, however the lines arrive.
func (t *trial) eachLine() {
	t.heading(headingLines)
	if !t.fresh() {
		return
	}
	c, got := t.served()
	answer := c.reply.Text
	switch {
	case got != answered:
		t.fail(NoReply, sawNth, 1, words(got).In(t.Lang))
		return
	case !strings.Contains(answer, c.word()), !strings.HasSuffix(answer, "\n"):
		t.fail(SplitsLines, sawNoLine, quote(t.frame(c.word())), quote(answer))
		return
	case answer == t.frame(c.word()):
		t.giveUp(&Failure{echoesOnly.Format(t.Lang, quote(answer))})
		return
	}
	l := &lineProbe{trial: t, pattern: strings.ReplaceAll(answer, c.word(), "%s")}
	long := strings.Repeat("0123456789", 300)
	if !l.answers(GluesLines, c, []string{"Michael", "Tracy"}, "Michael\nTracy\n") ||
		!l.answers(SplitsLines, c, []string{"Sarah"}, "Sa", "ra", "h\n") ||
		!l.answers(SplitsLines, c, []string{"Robert", "Lily"}, "Robert\nLi", "ly\n") ||
		!l.answers(GluesLines, c, []string{"Robert", "", "Lily"}, "Robert\n\nLily\n") ||
		!l.answers(SplitsLines, c, []string{"小红"}, "小红"[:1], "小红"[1:]+"\n") || // a character in two pieces
		!l.answers(SplitsLines, c, []string{long}, long+"\n") {
		return
	}
	t.pass(GluesLines, sawTogetherApart)
	t.pass(SplitsLines, sawPiecesTogether)
	l.endings(c)
}

// A lineProbe examines how a server answers lines.
type lineProbe struct {
	*trial
	pattern string // the answer to a line, where %s stands for what it says
}

// answers wants lines to be answered that are sent in pieces, each of which
// arrives in a segment of its own.
func (l *lineProbe) answers(mistake string, c *client, lines []string, pieces ...string) bool {
	want := ""
	for _, line := range lines {
		want += strings.ReplaceAll(l.pattern, "%s", line)
	}
	for i, piece := range pieces {
		if i > 0 {
			l.rest(l.busy(piecePace))
		}
		if !c.send(piece) {
			l.fail(mistake, sawNth, c.number, words(cut).In(l.Lang))
			return false
		}
	}
	text, got := c.recvWhole(l.patience(), func(all string) bool {
		return len(all) >= len(want) || !strings.HasPrefix(want, all)
	})
	if text == want && c.Arrives(l.busy(100*time.Millisecond)) {
		more, _ := c.recv(pause)
		text += more
	}
	if text == want {
		return true
	}
	if text == "" {
		l.fail(mistake, sawLinesUnanswered, l.quote(pieces...), words(got).In(l.Lang), l.quote(want))
	} else {
		l.fail(mistake, sawLinesAnswered, l.quote(pieces...), l.quote(text), l.quote(want))
	}
	return false
}

// endings wants nothing to be glued to the lines of another client, nor to those
// before an end: half a line is answered, or dropped.
func (l *lineProbe) endings(c *client) {
	other, got := l.visit()
	if got == answered && !c.send("Mic") {
		got = cut
	}
	switch got {
	case answered:
	case silent:
		l.whyNoSecond(c, other, got)
		return
	default:
		l.fail(MixesClients, sawNth, other.number, words(got).In(l.Lang))
		return
	}
	if !l.answers(MixesClients, other, []string{"Tracy"}, "Tra", "cy\n") || !l.answers(MixesClients, c, []string{"Michael"}, "hael\n") {
		return
	}
	l.pass(MixesClients, sawOwnHalves)

	other.send("Rob")
	l.rest(l.busy(piecePace))
	other.CloseWrite()
	text, _ := other.recvWhole(l.patience(), nil)
	if whole := strings.ReplaceAll(l.pattern, "%s", "Rob"); text != "" && strings.TrimSpace(text) != strings.TrimSpace(whole) {
		l.fail(GluesLines, sawHalfAtEnd, quote("Rob"), quote(text))
		return
	}
	if !other.isClosed(l.patience()) {
		l.fail(NeverCloses, sawNeverClosed, l.patience().Seconds())
		return
	}
	if !l.answers(GluesLines, c, []string{"Lily"}, "Lily\nexit\n") {
		return
	}
	if !c.isClosed(l.patience()) {
		l.fail(GluesLines, sawExitGlued, quote("Lily\nexit\n"))
		return
	}
	if l.stopsAtExit() {
		l.pass(NeverCloses, sawBothClosed)
	}
}

// stopsAtExit wants no line to be answered that follows exit.
func (l *lineProbe) stopsAtExit() bool {
	const lines = "exit\nTracy\n"
	c, got := l.visit()
	if got != answered || !c.send(lines) {
		l.fail(NeverCloses, sawNth, c.number, words(got).In(l.Lang))
		return false
	}
	switch text, _ := c.recvWhole(l.patience(), holds("Tracy")); {
	case text != "":
		l.fail(GluesLines, sawAfterExit, quote(lines), quote(text))
		return false
	case !c.isClosed(l.patience()):
		l.fail(GluesLines, sawExitGlued, quote(lines))
		return false
	}
	return true
}

// quote shows the pieces of a message, with their length where they are cut.
func (l *lineProbe) quote(pieces ...string) string {
	var all []string
	for _, piece := range pieces {
		shown := quote(piece)
		if strings.HasSuffix(shown, "…") {
			shown = withSize.Format(l.Lang, shown, len(piece))
		}
		all = append(all, shown)
	}
	return strings.Join(all, " + ")
}
