"""Lesson 07 in Python: one thread serves all clients.

Run it in three terminals:

    python3 docs/python/07-event-loop.py
    python3 docs/python/05-client.py         (twice)
"""
import sys
import time
from selectors import DefaultSelector
from selectors import EVENT_READ, EVENT_WRITE
from socket import socket, SOL_SOCKET, SO_REUSEADDR

PORT = 9999
if len(sys.argv) > 1:
    PORT = int(sys.argv[1])


class Client:
    """What a thread of lesson 04 knew."""

    def __init__(self):
        self.reply = b"Welcome!"  # to be sent
        self.due = 0              # not before this time


def run():
    # 1. socket: the system returns its number.
    listener = socket()
    if sys.platform != "win32":
        # Otherwise Unix keeps the port busy for a minute.
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)

    # 2. bind: give it an address and a port.
    listener.bind(("127.0.0.1", PORT))

    # 3. listen: so many may wait in the accept queue.
    listener.listen(128)

    try:
        clients = {}
        while True:
            # Whom to wait for, and for how long at most:
            selector = DefaultSelector()
            selector.register(listener, EVENT_READ)
            timeout = None
            for conn, c in clients.items():
                wait = c.due - time.monotonic()
                if c.reply and wait > 0:  # not due yet
                    timeout = min(timeout or wait, wait)
                elif c.reply:
                    selector.register(conn, EVENT_WRITE)
                else:
                    selector.register(conn, EVENT_READ)
            # 4. poll: wait for a socket, or for a reply.
            ready = selector.select(timeout)
            selector.close()

            for conn in [key.fileobj for key, _ in ready]:
                if conn is listener:
                    # 5. accept: it returns at once.
                    conn, address = listener.accept()
                    print("accept:", address)
                    conn.setblocking(False)
                    clients[conn] = Client()
                elif not serve(conn, clients[conn]):
                    # 8. close the socket of this client.
                    conn.close()
                    del clients[conn]

    finally:
        # 9. close the listening socket, at the end.
        listener.close()


def serve(conn, c):
    try:
        if c.reply:
            # 7. send: as many bytes as there is room for.
            n = conn.send(c.reply)
            c.reply = c.reply[n:]
            return True

        # 6. recv: nothing if the client has closed.
        data = conn.recv(1024)
        print("recv:", data)
        text = data.rstrip(b"\r\n")  # nc sends lines
        if data == b"" or text == b"exit":
            return False
        c.reply = b"Hello, %s!" % text
        if data.endswith(b"\n"):
            c.reply += b"\n"
        c.due = time.monotonic() + 1
        return True

    except OSError:
        print("the client was cut off")
        return False


run()
