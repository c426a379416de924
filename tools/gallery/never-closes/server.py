"""Never-closes notices that a client has closed, but does not close its own
side.

From outside: the clients are served. But a client that closes its sending side
and waits for the end never gets EOF. On the server's machine, netstat and ss
show more and more connections in CLOSE_WAIT. This is a leak of file
descriptors: each connection needs one, and when none is left, accept fails.

The wrong line: serve lacks "with conn:". The list keeps the connections, as in
many servers. Without the list Python would close each connection when nothing
refers to it, and hide the mistake.

The fix: "with conn:" around the loop of serve, and no list.
"""

import os
import socket
import sys
import threading

conns = []  # of all clients, also of those that left


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
    conns.append(conn)
    # WRONG: "with conn:" is missing here, and conn is never closed.
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
