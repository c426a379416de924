package diagnostic

import (
	"regexp"
	"sync"
)

// A pattern is a regular expression that is compiled when it is first used: most
// programs never have to read a report.
type pattern func() *regexp.Regexp

func expression(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

func multiline(expr string) pattern { return expression(`(?m)` + expr) }

// A form is how a language reports an error.
type form struct {
	// report matches the whole of it, or its beginning. Its groups, side by side, are
	// what tells.
	report pattern

	frame         pattern // a place in the source: the groups are file, line and code
	foreign       pattern // a frame that is not the author's
	innermostLast bool    // the innermost frame is the last, not the first
	rank          rank
}

// A rank says which of several reports counts.
type rank int

const (
	newest  rank = iota // it counts more than those before it
	causes              // so does it, as it is the cause of the one before it
	follows             // it is the consequence of one before it, if there is one
	unsure              // it counts if there is nothing else
)

// The frames of stack traces, and those in them that belong to the language.
var (
	pythonFrame   = multiline(`^ +File "(.*?)", line (\d+).*(?:\n {4,}(\S.*))?`)
	pythonLibrary = expression(`File "<|[/\\](?:lib(?:64)?[/\\]python[\d.]*|(?i:python[\d.]*[/\\]lib)|[^\\]*(?i:python|conda)[^\\]*\\Lib|(?:site|dist)-packages)[/\\]`)

	goFrame   = multiline(`^\s+(\S.*\.go):(\d+)(?: \+0x[0-9a-f]+)?$`)
	goLibrary = expression(`@v\d|(?:^\s+|/(?i:go|golang)[^/]*/(?:[^/]+/){0,2}src/)` + // with and without -trimpath
		`(?:bufio|bytes|compress|context|crypto|database|encoding|errors|fmt|hash|html|internal|io|iter|log|maps|math|mime|net|os|` +
		`reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|vendor)/`)

	rustFrame   = multiline(`(?:panicked at (?:'.*', )?|^ +at )(\S+\.rs):(\d+)`)
	rustLibrary = expression(`[/\\](?:rustc|\.cargo|rustlib)[/\\]`)

	// Those of Java, C# and JavaScript look alike. Node also shows the line itself,
	// with its file above it.
	atFrame = multiline(`^\s+at .*?[(/\\]([^()/\\:\n]+\.\w+):(?:line )?(\d+)` +
		`|^(?:file://)?(?:/|\w:\\)(.*\.[cm]?[jt]s):(\d+)\n(.*)`)
	atLibrary = expression(`^\s+at (?:java|javax|jdk|sun|com\.sun|kotlin)[./]|[/\\]node_modules[/\\]|\(\w[\w/]*\.js:|/_/src/`)

	rubyFrame   = multiline(`^\s*(?:from )?(\S.*\.rb):(\d+):in `)
	rubyLibrary = expression(`[/\\](?:lib[/\\]ruby|gems)[/\\]`)

	phpFrame   = multiline(` in (\S.*\.php)(?::| on line )(\d+)|^#\d+ (.*\.php)\((\d+)\)`)
	phpLibrary = expression(`[/\\]vendor[/\\]`)

	cFrame   = multiline(`^\s+#\d+ .*?(\S+\.(?:c|cc|cpp|cxx|h|hpp)):(\d+)|^.*?([^\s:]+\.(?:c|cc|cpp|cxx|h|hpp)):(\d+):`)
	cLibrary = expression(`\.\./|/usr/(?:include|lib)/|sanitizer|sysdeps`)

	compilerFrame   = multiline(`^(\S.*?\.\w+):(\d+):`)
	compilerLibrary = expression(`/usr/(?:include|lib)/`)
)

const (
	pythonTraceback = `^(?:.*?Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*)+` // two threads may write at once
	rustPanic       = `^thread '.*' (?:\(\d+\) )?(panicked at .*:)\n`
	className       = `(?:[\w$]+[./:]+)*[\w$]*(?:Error|Exception|Rejection)\b`
)

// forms are the reports of many languages. Where two begin at the same place, the
// first one counts. Before some of them, a prompt may be in the same line.
var forms = []form{
	// Python
	{report: multiline(pythonTraceback + `(KeyboardInterrupt)`), rank: follows},
	{report: multiline(pythonTraceback + `(\S.*)`), frame: pythonFrame, foreign: pythonLibrary, innermostLast: true},
	{report: multiline(`^  File ".*", line \d+\n(?: {4}.*\n)*(\w+Error: .*)`), frame: pythonFrame, foreign: pythonLibrary},
	{report: multiline(`^(Fatal Python error: .*)`), frame: pythonFrame, foreign: pythonLibrary},
	// Go
	{report: multiline(`(?:^|[:>] ?)((?:panic|fatal error): .*)|^((?:\S+ \S+ )?http: panic serving .*)`), frame: goFrame, foreign: goLibrary},
	{report: multiline(`^(WARNING: DATA RACE)`), frame: goFrame, foreign: goLibrary},
	// Rust: when a thread has panicked, so do those that wait for it, or for its lock.
	{report: multiline(rustPanic + `(.*(?:PoisonError|value: Any \{).*)`), frame: rustFrame, foreign: rustLibrary, rank: follows},
	{report: multiline(rustPanic + `(.*)`), frame: rustFrame, foreign: rustLibrary},
	{report: multiline(`^thread '.*' (panicked at '.*)`), frame: rustFrame, foreign: rustLibrary}, // before 1.73
	// JavaScript
	{report: multiline(`^(?:node:.*|.*\.[cm]?[jt]s):\d+\n.*\n[ \t]*\^+\n\n?(.+)`), frame: atFrame, foreign: atLibrary},
	// Java and C#
	{report: multiline(`^(Exception in thread ".*|Unhandled exception\. .*)`), frame: atFrame, foreign: atLibrary},
	{report: multiline(`^(?:Caused by:| +--->) (` + className + `.*)`), frame: atFrame, foreign: atLibrary, rank: causes},
	// All three, of an error that was caught and printed
	{report: multiline(`^(` + className + `.*)(?:\n.*){0,2}\n\s+at `), frame: atFrame, foreign: atLibrary},
	// Ruby
	{report: multiline("^\\S.*:\\d+:in [`'].*?': (.*\\([A-Z][\\w:]*\\)|unhandled exception)$"), frame: rubyFrame, foreign: rubyLibrary},
	{report: multiline(`^.*\.rb:\d+: (syntax error.*)`), frame: multiline(`^(.*\.rb):(\d+):`), foreign: rubyLibrary},
	// PHP
	{report: multiline(`^(?:PHP )?((?:Fatal|Parse) error: .*?)(?: in \S.*\.php.*)?$`), frame: phpFrame, foreign: phpLibrary},
	{report: multiline(`^(?:PHP )?(Warning: .*) in \S.*\.php on line \d+$`), frame: phpFrame, foreign: phpLibrary, rank: unsure},
	// C and C++
	{report: multiline(`^=+\d+=+ERROR: (\w+Sanitizer: .*?)(?: on address .*| \(pc .*)?$`), frame: cFrame, foreign: cLibrary},
	{report: multiline(`^(WARNING: ThreadSanitizer: .*?)(?: \(pid=\d+\))?$`), frame: cFrame, foreign: cLibrary},
	{report: multiline(`^.*: (Assertion .* failed)\.?$`), frame: cFrame, foreign: cLibrary},
	{report: multiline(`^(terminate called .*|libc\+\+abi: .*)(?:\n\s+(what\(\): .*))?`)},
	{report: multiline(`^(\*\*\* .* detected \*\*\*.*|double free or corruption.*|(?:free|malloc|realloc|munmap_chunk)\(\): .*)`)},
	// The log of the lab's own programs
	{report: multiline(`^\d\d:\d\d:\d\d\.\d{3}  \S+ +ERROR +(?:#\d+ +)?(.*)$`)},
	// A compiler's errors: the first one counts.
	{report: multiline(`^\S.*?\.\w+:\d+(?::\d+)?: ((?:fatal |runtime )?error: .*)`), frame: compilerFrame, foreign: compilerLibrary, rank: follows},
	{report: multiline(`^\S*\.go:\d+:\d+: (.*)`), frame: compilerFrame, foreign: compilerLibrary, rank: follows},
	// What a program prints by itself, as perror does, and what a shell says of it
	{report: multiline(`^(` + className + `: .*)`), rank: unsure},
	{report: multiline(`^(.*\b(?i:error|exception)\b.*: .*)`), rank: unsure},
	{report: multiline(`^(.*\[(?:Errno|WinError) -?\d+\].*)`), rank: unsure},
	{report: multiline(`^(\w.*: (?:` + errnoTexts + `))$`), rank: unsure},
	{report: multiline(`^(?:.*\s)?([Ss]egmentation fault|Aborted|Bus error|Floating point exception|Illegal instruction|Killed)(?:\s.*)?$`), rank: unsure},
	{report: multiline(`^(signal: \w.*)`), rank: unsure}, // by go run
}

// errnoTexts are the texts of strerror(3) that a program with sockets can meet, on
// Linux and macOS.
const errnoTexts = `Address already in use|Bad address|Bad file descriptor|Broken pipe|Can't assign requested address|` +
	`Cannot assign requested address|Connection refused|Connection reset by peer|Connection timed out|Interrupted system call|` +
	`Invalid argument|No such file or directory|Operation not supported|Permission denied|Protocol not available|` +
	`Resource temporarily unavailable|Socket is not connected|Socket operation on non-socket|Software caused connection abort|` +
	`Too many open files|Transport endpoint is not connected`

// noise is a last line that does not tell anything.
var noise = expression(`^\s*$|^exit status \d+$|^Node\.js v\d|^\(Use .node --|^make(?:\[\d+\])?: \*\*\*|^npm (?:ERR!|error)|^note: run with `)
