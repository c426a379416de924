"""Lesson 02 in Python: two loops.

Run it in two terminals. You type the replies:

    python3 docs/python/02-loop-clients.py
    nc 127.0.0.1 7788
"""
import sys
from socket import socket, SOL_SOCKET, SO_REUSEADDR

PORT = 7788
if len(sys.argv) > 1:
    PORT = int(sys.argv[1])


def run():
    # 1. socket, 2. bind, 3. listen: in Python three calls.
    listener = socket()
    if sys.platform != "win32":
        # Otherwise Unix keeps the port busy for a minute.
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", PORT))
    listener.listen()

    try:
        while True:
            # 4. accept: wait; conn is this client's socket.
            conn, address = listener.accept()
            print("accept:", address)
            serve(conn)

    finally:
        # 7. close the listening socket, at the end.
        listener.close()


def serve(conn):
    try:
        while True:
            # 5. recv: wait until the client sends.
            data = conn.recv(1024)
            print("recv:", data)

            # 6. send the reply; the operator types it.
            reply = input("reply: ").encode()
            if data.endswith(b"\n"):  # nc sends lines
                reply += b"\n"
            conn.sendall(reply)

    finally:
        # 7. close the socket of this client, at the end.
        conn.close()


run()
