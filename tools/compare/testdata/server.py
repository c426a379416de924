"""Answers each message after 300 ms: python3 server.py HOST:PORT [threads]"""

import socket
import sys
import threading
import time


def serve(conn):
    with conn:
        while message := conn.recv(1024):
            time.sleep(0.3)
            conn.sendall(b"Hello, " + message)


host, port = sys.argv[1].split(":")
with socket.create_server((host, int(port)), backlog=100) as listener:
    while True:
        conn, _ = listener.accept()
        if "threads" in sys.argv:
            threading.Thread(target=serve, args=(conn,), daemon=True).start()
        else:
            serve(conn)
