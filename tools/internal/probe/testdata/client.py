"""Clients as students write them: python3 client.py KIND PORT."""
import socket
import sys
import threading
import time

kind, host, port = sys.argv[1], "127.0.0.1", int(sys.argv[2])
if kind == "asks_address":
    host, port = input("Server IP: "), int(input("端口："))
conn = socket.create_connection((host, port))
if kind == "leaves":
    sys.exit()


def show():
    data = conn.recv(1024)
    print(data.decode(), flush=True)
    return data


def show_all():
    while show():
        pass


if kind in ("split_exit", "only_exit", "connects_each"):
    show()
if kind in ("split_exit", "connects_each"):
    conn.sendall(b"Michael")
    show()
if kind == "split_exit":
    conn.sendall(b"ex")
    time.sleep(0.05)
    conn.sendall(b"it")
if kind == "only_exit":
    conn.sendall(b"exit")
if kind == "connects_each":
    conn.close()
    conn = socket.create_connection((host, port))
    show()
    conn.sendall(b"exit")
if kind in ("split_exit", "only_exit", "connects_each"):
    sys.exit()
if kind == "wants_whole":
    show()
    conn.sendall(b"Michael")
    assert show() == b"Hello, Michael!"
if kind == "two_threads":
    threading.Thread(target=show_all, daemon=True).start()
message = input("> ")
if kind in ("prompts", "asks_address"):
    show()  # the greeting
while message != "exit":
    conn.sendall(message.encode())
    if kind != "two_threads":
        show()
    message = input("> ")
conn.sendall(b"exit")
conn.close()
