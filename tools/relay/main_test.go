package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"relay": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "relay") }
