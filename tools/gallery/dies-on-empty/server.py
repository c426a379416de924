"""Dies-on-empty takes the first word of each message, and ends if there is none.

From outside: many clients are served at the same time. When one of them only
presses Enter, the program ends with a traceback and exit code 1, and all other
clients are cut off.

The wrong line: the index 0. split() of an empty line returns an empty list, so
it raises IndexError. Here one thread serves all clients, with a selector, so an
exception that is not caught ends the server for all of them.

The fix: look at the list before you take its first word: if words.
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
                try:
                    conn, _ = listener.accept()
                except ConnectionError:
                    continue  # it was cut off in the queue
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
    try:
        if rest:
            # send the reply, or the part of it that fits.
            return rest[conn.send(rest):]
        # recv: large, so that it does not cut a word.
        data = conn.recv(65536)
    except OSError:
        return None  # the client was cut off
    if not data:
        return None  # EOF: the client has closed
    name = data.split()[0]  # WRONG: an empty line has no words
    return b"Hello, " + name + b"\n"


if __name__ == "__main__":
    main()
