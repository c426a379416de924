"""Dies-on-bad-text ends when a message is no valid UTF-8.

From outside: clients are served well, many at the same time, as long as all of
them send UTF-8. At the first other byte, such as 0xFF in a picture or half of
a letter, the program ends with a traceback and code 1, and all others are cut
off.

The wrong line: decode in serve, without a try. It raises UnicodeDecodeError.
One thread serves all clients here, with a selector, so what nobody catches
ends it for all.

Mended: no decode, for an echo needs none: b"Hello, " + data. Where there must
be text, return None after a UnicodeDecodeError, which ends this client only.
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
                try:
                    conn, _ = listener.accept()
                except ConnectionError:
                    continue  # it was cut off while it waited
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
            # send the reply, or as much of it as goes.
            return rest[conn.send(rest):]
        # recv: large, so that it does not end within a letter.
        data = conn.recv(65536)
    except OSError:
        return None  # the client was cut off
    if not data:
        return None  # EOF: the client has closed
    text = data.decode("utf-8")  # WRONG: nobody catches what this raises
    return ("Hello, " + text).encode("utf-8")


if __name__ == "__main__":
    main()
