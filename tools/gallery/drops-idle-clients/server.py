"""Drops-idle-clients closes the connection of a client that has been silent for
two seconds.

From outside: a client that sends one message after the other is served. One
that thinks for a moment before the next message gets EOF, and has to connect
again.

The wrong line: settimeout. recv then raises TimeoutError, which is an OSError.
People need more than two seconds to type a line.

The fix: no timeout, or one of some minutes.
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
        conn.settimeout(2)  # WRONG: too short for somebody who thinks
        while True:
            try:
                # recv: wait until the client has sent something.
                data = conn.recv(1024)
                if not data:
                    return  # EOF: the client has closed
                # send the reply.
                conn.sendall(b"Hello, " + data)
            except OSError:
                return  # it was cut off, or it was silent


if __name__ == "__main__":
    main()
