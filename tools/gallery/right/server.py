"""Right has no mistake: it is what the other servers of the gallery are
compared with.

From outside: each message comes back behind "Hello, ", a long one in several
replies; many clients are served at the same time; who closes is closed as
well; a reset harms nobody else.

Run it, and see what another server does otherwise:

    python3 tools/gallery/right/server.py 127.0.0.1:9999
    diff tools/gallery/right/server.py tools/gallery/serves-serially/server.py
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
