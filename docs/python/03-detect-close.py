"""Lesson 03 in Python: recv that returns nothing.

Run it in three terminals:

    python3 docs/python/03-detect-close.py
    python3 docs/python/05-client.py 45586   (twice)
"""
import sys
import time
from socket import socket, SOL_SOCKET, SO_REUSEADDR

PORT = 45586
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
        conn.sendall(b"Welcome!")
        while True:
            # 5. recv: wait until the client sends.
            data = conn.recv(1024)
            print("recv:", data)
            text = data.rstrip(b"\r\n")  # nc sends lines
            # Nothing came: the client has closed.
            if data == b"" or text == b"exit":
                return

            # 6. send the reply; it takes a second.
            time.sleep(1)
            reply = b"Received %s;" % text
            if data.endswith(b"\n"):
                reply += b"\n"
            conn.sendall(reply)

    except OSError:
        # An error ends this conversation, not the server.
        print("the client was cut off")
    finally:
        # 7. close the socket of this client, at the end.
        conn.close()


run()
