"""Serves-serially accepts the next client only after the last one has left.

From outside: a single client is served. A second one is connected, because the
system does that, but its messages are answered only after the first one has
closed.

The wrong line: serve(conn) in the loop of main. It returns only when its
client has left, and the next accept has to wait for that.

The fix: threading.Thread with serve as its target, one thread per client.
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
        serve(conn)  # WRONG: accept has to wait until serve returns


def serve(conn):
    """Talks with one client."""
    # close the socket of this client, at the end.
    with conn:
        while True:
            try:
                # recv: wait until the client has sent something.
                data = conn.recv(1024)
                if not data:
                    return  # EOF: the client has closed
                # send the reply.
                conn.sendall(b"Hello, " + data)
            except OSError:
                return  # it was cut off


if __name__ == "__main__":
    main()
