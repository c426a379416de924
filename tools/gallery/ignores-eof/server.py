"""Ignores-eof does not look at what recv returns, nor at errors, and goes on
serving a client that has left.

From outside: the first client is served. After it has closed, no other client
gets a reply, and the server keeps one core busy. A client that closes only its
sending side gets "Hello, " without end.

The wrong line: serve does not look at data. After EOF recv returns nothing, at
once, again and again. Then sendall fails, and serve ignores the error.

The fix: return when data is empty, return after an OSError, and start one
thread per client.
"""

import os
import socket
import sys


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9999"
    host, _, port = address.rpartition(":")

    # socket, bind, listen.
    listener = socket.socket()
    if os.name != "nt":
        # Without this option Unix keeps the port busy for a minute after the
        # server has ended. On Windows the option would let other programs
        # share the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
    listener.listen(128)
    print("listening at %s:%d" % listener.getsockname(), flush=True)

    while True:
        # accept: wait for a client; it gets its own socket.
        try:
            conn, _ = listener.accept()
        except ConnectionError:
            continue  # it was cut off in the queue
        serve(conn)


def serve(conn):
    """Talks with one client."""
    # close the socket of this client; but the loop never ends.
    with conn:
        while True:
            try:
                # recv: wait until the client has sent something.
                data = conn.recv(1024)  # WRONG: ignores EOF
                # send the reply.
                conn.sendall(b"Hello, " + data)
            except OSError:
                pass  # the error is ignored, too


if __name__ == "__main__":
    main()
