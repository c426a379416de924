"""No-listener binds its address, but does not listen there.

From outside: the program ends at once, with a traceback from accept. A client
that connects is refused, because no program listens at the address.

The wrong line: listener.listen is missing after bind. Without it the socket
has an address, but clients cannot connect to it, and accept fails.

The fix: listener.listen(128). See right/server.py.
"""

import os
import socket
import sys
import threading


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
    # WRONG: listener.listen(128) is missing here.

    while True:
        # accept: wait for a client; it gets its own socket.
        try:
            conn, _ = listener.accept()
        except ConnectionError:
            continue  # it was cut off in the queue
        threading.Thread(target=serve, args=(conn,), daemon=True).start()


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
