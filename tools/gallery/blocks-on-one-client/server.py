"""Blocks-on-one-client uses select, and then waits for a whole line.

From outside: many clients are served at the same time, as long as each of them
sends whole lines. When a client sends half a line, as it may, no other client
is served until the rest comes or the client leaves.

The wrong line: readline. select promises that something has come, which may be
less than a line, and readline waits for the rest.

The fix: call recv once for each event, and keep half a line until the rest of
it comes. Or one thread per client, where readline may wait.
"""

import os
import select
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

    files = {}  # of each client, to read lines
    while True:
        # Wait until at least one client needs something.
        for conn in select.select([listener, *files], [], [])[0]:
            if conn is listener:
                # accept: a client; it gets its own socket.
                try:
                    conn, _ = listener.accept()
                except ConnectionError:
                    continue  # it was cut off in the queue
                files[conn] = conn.makefile("rb")
            elif not serve(conn, files[conn]):
                # close the socket of this client.
                files.pop(conn).close()
                conn.close()


def serve(conn, file):
    """Answers one line. Returns False when the client has left."""
    try:
        # recv: a line.
        line = file.readline()  # WRONG: all others wait for the rest of it
        if not line:
            return False  # EOF: the client has closed
        # send the reply.
        conn.sendall(b"Hello, " + line)
    except OSError:
        return False  # it was cut off
    return True


if __name__ == "__main__":
    main()
