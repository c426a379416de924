package main

import (
	"net"
	"net/http/httptest"
	"strings"
	"testing"

	"tcplab/shared/phrase"
)

// Only a browser of this machine gets the buttons, and the token that they send.
func TestButtons(t *testing.T) {
	b := &board{lang: phrase.English, changed: make(chan struct{})}
	handler := newPage(t.Context(), b, &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 8090})
	for from, want := range map[string]bool{"127.0.0.1:5000": true, "[::1]:5000": true, "[::ffff:127.0.0.1]:5000": true, "192.0.2.7:5000": false} {
		r := httptest.NewRequest("GET", "http://192.0.2.1:8090/", nil)
		r.RemoteAddr = from
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if body := w.Body.String(); w.Code != 200 || strings.Contains(body, `data-token=""`) == want || strings.Contains(body, `id="switch"`) != want {
			t.Errorf("%s: %d, with buttons: %v", from, w.Code, !want)
		}
	}
}
