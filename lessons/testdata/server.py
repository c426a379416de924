"""A server as a class writes it: server.py ENCODING [GREETING]

It prints its port, then serves one client after the other.
"""
import socket
import sys

encoding = sys.argv[1]
listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(30)
print(listener.getsockname()[1], flush=True)
while True:
    client, _ = listener.accept()
    client.settimeout(30)
    with client:
        if len(sys.argv) > 2:
            client.sendall(sys.argv[2].encode(encoding))
        while True:
            data = client.recv(1024)
            if not data or data == b"exit":
                break
            client.sendall(("你好, %s!" % data.decode(encoding)).encode(encoding))
