// Plain is the yardstick of the benchmark: the protocol of lesson 04 in
// nothing but package net, as one would write it for a first draft. It greets,
// answers every message, and ends with exit or with an empty recv.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"net"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:9999", "where to listen")
	flag.Parse()

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(serveAll(listener))
}

func serveAll(listener net.Listener) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()

	conn.Write([]byte("Welcome!"))
	buffer := make([]byte, 1024)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return
		}
		name, isLine := bytes.CutSuffix(buffer[:n], []byte("\n"))
		if isLine {
			name = bytes.TrimSuffix(name, []byte("\r"))
		}
		if string(name) == "exit" {
			return
		}
		reply := fmt.Appendf(nil, "Hello, %s!", name)
		if isLine {
			reply = append(reply, '\n')
		}
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
