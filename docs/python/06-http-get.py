"""Lesson 06 in Python: fetch a web page by hand.

Run it with or without an address:

    python3 docs/python/06-http-get.py
    python3 docs/python/06-http-get.py http://127.0.0.1:8000

The program saves the page as page.html, as it was received.
"""
import sys
from socket import socket

URL = "http://example.com/"
if len(sys.argv) > 1:
    URL = sys.argv[1]
HOST, _, PATH = URL.split("://")[-1].partition("/")
NAME, _, PORT = HOST.partition(":")


def run():
    # 1. socket, 2. connect: in Python two calls.
    conn = socket()
    conn.connect((NAME, int(PORT or 80)))

    # 3. send the request: lines of text, and an empty line.
    request = ("GET /" + PATH + " HTTP/1.1\r\n"
               "Host: " + HOST + "\r\n"
               "Connection: close\r\n\r\n")
    conn.sendall(request.encode())

    # 4. recv piece by piece, until the server has closed.
    page = b""
    while True:
        data = conn.recv(1024)
        print("recv:", len(data), "bytes")
        if data == b"":
            break
        page += data

    # 5. the first empty line separates header and body.
    header, _, body = page.partition(b"\r\n\r\n")
    for line in header.splitlines():
        print(line)
    with open("page.html", "wb") as file:
        file.write(body)

    # 6. close, at the end.
    conn.close()


run()
