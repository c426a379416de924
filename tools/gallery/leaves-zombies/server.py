"""Leaves-zombies has one process per client, and never asks how it ended.

From outside: all clients are served. But ps shows more and more processes that
are <defunct>, one for each client that has left: zombies. They use no memory
and no processor time, but each has a number, and the system has not many of
them. When none is left, fork fails.

The wrong line: there is no wait. The system keeps the exit code of a process
until its parent has asked for it.

The fix, once, at the beginning:

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)

It tells the system that nobody will ask. There is no fork on Windows.
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
        # WRONG: nobody waits for the end of the child.
        if os.fork() == 0:
            # the child: a process with this client alone.
            listener.close()
            serve(conn)
            os._exit(0)
        # the parent: the socket belongs to the child.
        conn.close()


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
