"""Forgets-clients gives a new client the number of one that is still there.

From outside: as long as nobody leaves, all clients are served. But two come,
the first one leaves, and a third one comes: now the second one is cut off.

The wrong line: the number of a new client is how many clients there are. After
0 has left, 1 is the only one, and the next client becomes number 1 as well. The
list forgets the old one, and Python closes a socket that nobody knows.

The fix: a number that is never used again, such as itertools.count(); or a set
of the connections, without numbers.
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

    clients = {}  # by number
    while True:
        # Wait until at least one client needs something.
        ready, _, _ = select.select([listener, *clients.values()], [], [])
        if listener in ready:
            # accept: a client; it gets its own socket.
            try:
                conn, _ = listener.accept()
                clients[len(clients)] = conn  # WRONG: perhaps in use
            except ConnectionError:
                pass  # it was cut off in the queue
        for number, conn in list(clients.items()):
            if conn in ready and not serve(conn):
                # close the socket of this client.
                clients.pop(number).close()


def serve(conn):
    """Receives and sends once. Returns False when the client has left."""
    try:
        # recv: something is there.
        data = conn.recv(1024)
        if not data:
            return False  # EOF: the client has closed
        # send the reply.
        conn.sendall(b"Hello, " + data)
    except OSError:
        return False  # it was cut off
    return True


if __name__ == "__main__":
    main()
