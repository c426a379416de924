"""Ignores-eof does not look at what recv returns, nor at errors, and goes on
serving a client that has gone.

From outside: the first client is served well. Once it has closed, nobody else
gets a reply, and one core of the server's machine is busy. A client that
closes its sending side only gets "Hello, " without end.

The wrong line: data is not looked at. At EOF recv returns at once with
nothing, again and again; sendall then fails, and the error is passed over.

Mended: return when data is empty, return when there is an OSError, and a
thread for each client.
"""

import os
import socket
import sys


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
        serve(conn)


def serve(conn):
    """Talks with one client."""
    # close the socket of this client, at the end; but that never comes.
    with conn:
        while True:
            try:
                # recv: wait until the client has sent something.
                data = conn.recv(1024)  # WRONG: EOF comes here, unseen
                # send the reply.
                conn.sendall(b"Hello, " + data)
            except OSError:
                pass  # an error is as unseen


if __name__ == "__main__":
    main()
