// Relay is between clients and a server, and treats them as a bad network does:
// it delivers late, in pieces, and cuts connections off. Neither side has to change.
//
//	go tool relay -delay 300ms -split 5
//	go run ./lessons/05-client -addr 127.0.0.1:7700
package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"os"

	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/relay"
)

func main() { os.Exit(cli.Main(tool())) }

func tool() cli.Tool {
	addr, to := "127.0.0.1:7700", course.Lessons[3].Addr
	var n relay.Network
	run := func(ctx context.Context, s *cli.Session) (code int, err error) {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			return 0, errors.New(fault.Explain(err, event.Server).In(s.Lang))
		}
		context.AfterFunc(ctx, func() { l.Close() })
		fmt.Fprintln(s, relaying.Format(s.Lang, l.Addr(), to))
		go n.Serve(l, to, func(client, _ net.Addr) {
			fmt.Fprintln(s, joined.Format(s.Lang, client))
		}, func(err error) {
			fmt.Fprintln(s, fault.Explain(err, event.Client).In(s.Lang))
		})
		<-ctx.Done()
		return 0, nil
	}
	return cli.Tool{Run: run, Command: flags.Command{
		Path: "tools/relay", Example: "-delay 300ms -split 5", Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 127.0.0.1:7700", Into: flags.HostPort(&addr)},
			{Name: "to", Value: "HOST:PORT", Purpose: helpTo, Example: "-to 127.0.0.1:45586", Into: flags.HostPort(&to)},
			{Name: "delay", Value: "TIME", Purpose: helpDelay, Example: "-delay 300ms", Into: &n.Delay},
			{Name: "split", Value: "N", Purpose: helpSplit, Example: "-split 5", Into: flags.Range(&n.Split, 1, math.MaxInt32)},
			{Name: "reset", Value: "N", Purpose: helpReset, Example: "-reset 8", Into: flags.Range(&n.ResetAfter, 1, math.MaxInt32)},
		},
	}}
}
