"""Lesson 05 in Python: the client.

Run it in three terminals:

    python3 docs/python/04-threaded.py
    python3 docs/python/05-client.py         (twice)
"""
import sys
from socket import socket

PORT = 9999
if len(sys.argv) > 1:
    PORT = int(sys.argv[1])


def run():
    # 1. socket, 2. connect: in Python two calls.
    conn = socket()
    conn.connect(("127.0.0.1", PORT))

    # 3. recv: the server speaks first.
    print("recv:", conn.recv(1024))

    for message in [b"Michael", b"Tracy", b"Sarah"]:
        # 4. send a message, then recv its reply.
        conn.sendall(message)
        print("recv:", conn.recv(1024))
    conn.sendall(b"exit")

    # 5. close, at the end.
    conn.close()


run()
