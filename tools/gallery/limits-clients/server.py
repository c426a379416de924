"""Limits-clients serves ten clients at the same time. The others wait.

From outside: ten clients are served. The eleventh is connected, and has to wait
until one of the ten leaves.

The wrong line: the pool has ten threads. This is wrong only for stage 4, one
thread per client. Many servers have such a pool, and homework 4d asks for one.

The fix: threading.Thread with serve as its target, for each client.
"""

import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor


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

    pool = ThreadPoolExecutor(10)  # WRONG: ten clients, and no more
    while True:
        # accept: wait for a client; it gets its own socket.
        try:
            conn, _ = listener.accept()
        except ConnectionError:
            continue  # it was cut off in the queue
        pool.submit(serve, conn)


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
