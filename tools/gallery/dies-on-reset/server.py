"""Dies-on-reset ends the program when one connection is reset.

From outside: the server serves many clients at the same time, and they may
close. But a reset ends the program with a traceback and exit code 1, the other
clients are cut off, and later ones are refused. A reset comes from a client
that crashes, or that closes with an unread reply.

The wrong line: recv in serve, without a try. After a reset it raises
ConnectionResetError, and send may raise it, too. Here one thread serves all
clients, with a selector, so an exception that is not caught ends the server
for all of them.

The fix: try around recv and send, and return None after an OSError. With one
thread per client, as in right/server.py, only that thread would end.
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
        # Without this option Unix keeps the port busy for a minute after the
        # server has ended. On Windows the option would let other programs
        # share the port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
    listener.listen(128)
    print("listening at %s:%d" % listener.getsockname(), flush=True)

    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    while True:
        # Wait until at least one client needs something.
        for key, _ in selector.select():
            conn = key.fileobj
            if conn is listener:
                # accept: a client; it gets its own socket.
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
        # send the reply, or the part of it that fits.
        return rest[conn.send(rest):]
    # recv: the client has sent something.
    data = conn.recv(1024)  # WRONG: the exception is not caught
    if not data:
        return None  # EOF: the client has closed
    return b"Hello, " + data


if __name__ == "__main__":
    main()
