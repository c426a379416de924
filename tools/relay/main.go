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
	"tcplab/shared/phrase"
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

var (
	purpose = phrase.Phrase{
		EN: "passes bytes on between clients and a server as a bad network does: late, in pieces, or cut off",
		ZH: "在客户端和服务器之间转发字节，像糟糕的网络那样：迟到、分段、中断",
	}
	helpAddr  = phrase.Phrase{EN: "where clients connect (default 127.0.0.1:7700)", ZH: "客户端连接的地址（默认 127.0.0.1:7700）"}
	helpTo    = phrase.Phrase{EN: "where the server is (default 127.0.0.1:9999, as in lesson 4)", ZH: "服务器地址（默认 127.0.0.1:9999，即第 4 课）"}
	helpDelay = phrase.Phrase{EN: "how long each piece is on its way (default 0s)", ZH: "每一段在路上多久（默认 0s）"}
	helpSplit = phrase.Phrase{EN: "how many bytes a piece has at most (default: as they come)", ZH: "每一段最多多少字节（默认：来多少传多少）"}
	helpReset = phrase.Phrase{EN: "cut both ends off after N bytes from the server (default: never)", ZH: "服务器发出 N 字节之后，重置两端的连接（默认：从不）"}

	relaying = phrase.Phrase{EN: "clients connect to %v; the server is at %v", ZH: "客户端请连接 %v；服务器在 %v"}
	joined   = phrase.Phrase{EN: "client %v", ZH: "客户端 %v"}
)
