"""A client that asks for everything, speaks GBK, and leaves without reading."""
import socket

ip = input("ip: ")
port = int(input("port: "))
with socket.create_connection((ip, port), timeout=30) as s:
    s.sendall(input("text: ").encode("gbk"))
