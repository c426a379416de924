"""Dies-on-reset takes a reset by one client for the end of everything.

From outside: clients are served well, many at the same time, and may close.
But when one of them is cut off, the program ends with a traceback and code 1,
the others are cut off as well, and whoever comes later is refused. A reset
comes from a client that crashes, or that closes with a reply unread.

The wrong line: recv in serve, without a try. After a reset it raises
ConnectionResetError; send may do so, too. One thread serves all clients here,
with a selector, so what nobody catches ends it for all.

Mended: try around recv and send, and return None after an OSError. With a
thread for each client, as in right/server.py, only that thread would end.
"""

import os
import selectors
import socket
import sys


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

    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    while True:
        # Wait until there is something to do for one client or more.
        for key, _ in selector.select():
            conn = key.fileobj
            if conn is listener:
                # accept: a client; it gets a socket of its own.
                conn, _ = listener.accept()
                conn.setblocking(False)
                selector.register(conn, selectors.EVENT_READ, b"")
                continue
            rest = serve(conn, key.data)
            if rest is None:
                # close the socket of this client.
                selector.unregister(conn)
                conn.close()
            elif rest:
                selector.modify(conn, selectors.EVENT_WRITE, rest)
            else:
                selector.modify(conn, selectors.EVENT_READ, rest)


def serve(conn, rest):
    """Sends or receives once. Returns what is left to send, None at EOF."""
    if rest:
        # send the reply, or as much of it as goes.
        return rest[conn.send(rest):]
    # recv: the client has sent something.
    data = conn.recv(1024)  # WRONG: nobody catches what this raises
    if not data:
        return None  # EOF: the client has closed
    return b"Hello, " + data


if __name__ == "__main__":
    main()
