"""A client as a class writes it: client.py PORT MESSAGE ..."""
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30) as s:
    print(s.recv(1024).decode("utf-8"))
    for message in sys.argv[2:]:
        s.sendall(message.encode("utf-8"))
        print(s.recv(1024).decode("utf-8"))
    s.sendall(b"exit")
