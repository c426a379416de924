"""Answers-once answers the first message of each client, and no other one.

From outside: the first message gets a reply. The second one gets none, although
the connection stays open: the client waits without end. When it closes, the
server closes its side, too.

The wrong line: there is no loop around recv and send. What comes later is
received and thrown away, until the client has closed.

The fix: a loop around recv and send.
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
        try:
            # recv: wait until the client has sent something.
            # WRONG: there is no loop, so there is one recv and one send.
            data = conn.recv(1024)
            if not data:
                return  # EOF: the client has closed
            # send the reply.
            conn.sendall(b"Hello, " + data)
            # Wait until the client has closed.
            while conn.recv(1024):
                pass
        except OSError:
            return  # it was cut off


if __name__ == "__main__":
    main()
