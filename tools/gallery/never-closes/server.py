"""Never-closes notices that a client has closed, but does not close in its
turn.

From outside: clients are served well. But when one closes its sending side and
waits for the end, EOF never comes. On the server's machine, netstat and ss
show connections in CLOSE_WAIT, more and more of them. This is a leak of file
descriptors: each connection holds one, and when none is left, accept fails.

The wrong line: serve lacks "with conn:". The list keeps the connections, as
many a server does; else Python would close each one when nothing refers to it
any more, and hide the mistake.

Mended: "with conn:" around the loop of serve, and no list.
"""

import os
import socket
import sys
import threading

conns = []  # all clients that ever came


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9999"
    host, _, port = address.rpartition(":")

    # socket, bind, listen.
    listener = socket.socket()
    if os.name != "nt":
        # Else the port is not free at once when the server has ended. On
        # Windows it is, and the option would let others share the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
    listener.listen(128)
    print("listening at %s:%d" % listener.getsockname(), flush=True)

    while True:
        # accept: wait for a client; it gets a socket of its own.
        try:
            conn, _ = listener.accept()
        except ConnectionError:
            continue  # it was cut off while it waited
        threading.Thread(target=serve, args=(conn,), daemon=True).start()


def serve(conn):
    """Talks with one client."""
    conns.append(conn)
    # WRONG: "with conn:" is missing here, and no close comes later.
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
