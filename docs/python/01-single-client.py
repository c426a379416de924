"""Lesson 01 in Python: one client, one message.

Run it in two terminals:

    python3 docs/python/01-single-client.py
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

    # 4. accept: wait; conn is this client's socket.
    conn, address = listener.accept()
    print("accept:", address)
    serve(conn)

    # 7. close the listening socket, at the end.
    listener.close()


def serve(conn):
    # 5. recv: wait until the client sends something.
    data = conn.recv(1024)
    print("recv:", data)

    # 6. send the reply; encode turns text into bytes.
    reply = "你好,同志!".encode()
    if data.endswith(b"\n"):  # nc sends lines
        reply += b"\n"
    conn.sendall(reply)

    # 7. close the socket of this client, at the end.
    conn.close()


run()
