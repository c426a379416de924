"""Right has no mistake. Compare the other servers of the gallery with it.

From outside: the reply to each message is "Hello, " and the message; a long
message may get several replies. Many clients are served at the same time. When
a client closes, the server closes its side, too. A reset of one connection
does not affect the other ones.

Run it, and see how another server differs:

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
