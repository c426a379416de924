"""Stops-after-one-client serves one client, and then the program ends.

From outside: the first client may send as many messages as it likes. Meanwhile
others are connected, because the system does that, but they are not served.
When the first client leaves, they are cut off, and later clients are refused.

The wrong line: there is no loop around accept, so main returns after the first
client, with exit code 0.

The fix: a loop around accept, and one thread per client.
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

    # accept: wait for a client; it gets its own socket.
    # WRONG: there is no loop, so there is one accept.
    conn, _ = listener.accept()
    serve(conn)


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
