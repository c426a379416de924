"""Clients as students write them: python3 client.py KIND PORT."""
import socket
import sys
import threading

kind = sys.argv[1]
conn = socket.create_connection(("127.0.0.1", int(sys.argv[2])))


def show():
    data = conn.recv(1024)
    print(data.decode(), flush=True)
    return data


def show_all():
    while show():
        pass


if kind == "two_threads":
    threading.Thread(target=show_all, daemon=True).start()
message = input("> ")
if kind == "prompts":
    show()  # the greeting
while message != "exit":
    conn.sendall(message.encode())
    if kind != "two_threads":
        show()
    message = input("> ")
conn.sendall(b"exit")
conn.close()
