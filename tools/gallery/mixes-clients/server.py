"""Mixes-clients has one thread per client, but one variable for the connections
of all of them.

From outside: each client is served while it is alone. When a second one has
connected, it receives the reply to the next message of the first one, which
gets nothing. Later, two threads receive from the second client, and none from
the first one.

The wrong line: conn is a global variable. Each accept puts the newest client
into it, and all threads look there.

The fix: conn is a variable of main, and a parameter of serve: args=(conn,).
"""

import os
import socket
import sys
import threading


conn = None  # WRONG: one variable for all clients


def main():
    global conn
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
        threading.Thread(target=serve, daemon=True).start()


def serve():
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
