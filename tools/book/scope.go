package main

import (
	"regexp"
	"strings"
)

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssData     = regexp.MustCompile(`<!\[CDATA\[|\]\]>`)
	prelude     = regexp.MustCompile(`[^{};]+\{`)
	keyframe    = regexp.MustCompile(`^(?:from|to|[\d.]+%)$`)
	svgType     = regexp.MustCompile(`(^|[\s>+~])svg\b`)
	rootType    = regexp.MustCompile(`^:root((?:\[[^\]]*\]|:not\([^)]*\))*)`)
	idSelector  = regexp.MustCompile(`#([A-Za-z_][\w-]*)`)
	insideParen = regexp.MustCompile(`\([^)]*\)`)
)

// scope keeps the style of an SVG to the element with this id. Without it the
// style of one picture would change the others. What is said of the root, as
// :root[data-theme=dark], stays true of the page.
func scope(css, id string) string {
	css = cssComment.ReplaceAllString(cssData.ReplaceAllString(css, ""), "")
	return prelude.ReplaceAllStringFunc(css, func(prelude string) string {
		selectors := strings.TrimSpace(strings.TrimSuffix(prelude, "{"))
		if strings.HasPrefix(selectors, "@") {
			return prelude
		}
		parts := splitSelectors(selectors)
		for i, selector := range parts {
			parts[i] = scopeSelector(strings.TrimSpace(selector), id)
		}
		return "\n" + strings.Join(parts, ", ") + " {"
	})
}

func scopeSelector(selector, id string) string {
	if keyframe.MatchString(selector) {
		return selector
	}
	selector = idSelector.ReplaceAllString(selector, "#"+id+"-$1")
	its := "#" + id
	root := rootType.FindString(selector)
	switch {
	case svgType.MatchString(selector):
		return svgType.ReplaceAllString(selector, "${1}"+its+" svg")
	case root == ":root": // the picture itself, where it stands alone
		return its + " svg" + strings.TrimPrefix(selector, root)
	case root != "":
		return root + " " + its + " svg" + strings.TrimPrefix(selector, root)
	}
	return its + " " + selector
}

// splitSelectors parts a list at its commas, those in :not(a, b) aside.
func splitSelectors(list string) []string {
	masked := insideParen.ReplaceAllStringFunc(list, func(s string) string { return strings.ReplaceAll(s, ",", "\x00") })
	parts := strings.Split(masked, ",")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(part, "\x00", ",")
	}
	return parts
}
