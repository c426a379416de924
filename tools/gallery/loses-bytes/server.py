"""Loses-bytes answers a long message with only its first 1,024 bytes.

From outside: short messages are answered well. Of a long one the beginning
comes back, and the rest never does.

The wrong line: the slice after recv. A slice takes at most as much as it was
told, and says nothing of what it leaves.

Mended: send data itself, all of it.
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
                data = conn.recv(65536)
                if not data:
                    return  # EOF: the client has closed
                data = data[:1024]  # WRONG: what is longer is lost
                # send the reply.
                conn.sendall(b"Hello, " + data)
            except OSError:
                return  # it was cut off


if __name__ == "__main__":
    main()
