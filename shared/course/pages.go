package course

// Pages are the pages of the course in their order, by the names of their files
// in docs/en and docs/zh, without .md.
var Pages = []string{
	"index", "setup",
	"01-single-client", "02-loop-clients", "03-detect-close", "04-threaded", "05-client", "06-http-get", "07-event-loop",
	"07-compare", "08-check", "kernel",
	"homework", "misconceptions", "byte-stream", "from-python", "glossary", "troubleshooting", "teachers-guide", "classroom",
}
