"""A thread for each client, and one lock round the answer of all of them."""
import socket
import sys
import threading
import time

lock = threading.Lock()


def serve(conn):
    while True:
        data = conn.recv(1024)
        if not data:
            break
        with lock:
            time.sleep(0.2)  # thinks, and keeps the others from it
            conn.sendall(data)
    conn.close()


listener = socket.socket()
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(128)
while True:
    conn, _ = listener.accept()
    threading.Thread(target=serve, args=(conn,), daemon=True).start()
