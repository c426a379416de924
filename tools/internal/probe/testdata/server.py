"""Servers as students write them: python3 server.py KIND PORT."""
import os
import random
import socket
import struct
import sys
import threading
import time

lock = threading.Lock()


def echo(conn):
    while data := conn.recv(1024):
        conn.sendall(data)
    conn.close()


def late_greeting(conn):
    time.sleep(0.8)
    conn.sendall(b"Welcome!")
    echo(conn)


def impatient(conn):
    conn.settimeout(0.45)  # for the first message
    try:
        conn.sendall(conn.recv(1024))
        conn.settimeout(None)
        echo(conn)
    except TimeoutError:
        conn.close()


unfinished = b""


def one_line(conn):
    global unfinished  # the half line of one client begins that of another
    while data := conn.recv(1024):
        *lines, unfinished = (unfinished + data).split(b"\n")
        for line in lines:
            conn.sendall(b"Hello " + line + b"\n")
    conn.close()


def only_greets(conn):
    time.sleep(0.8)
    conn.sendall(b"Welcome!")
    while conn.recv(1024):
        pass
    conn.close()


def in_pieces(conn):
    while data := conn.recv(1024):
        conn.sendall(b"You said: ")
        time.sleep(0.1)
        conn.sendall(data)
    conn.close()


def locked(conn):
    while data := conn.recv(1024):
        with lock:
            time.sleep(0.2)  # thinks, and keeps the others from it
            conn.sendall(data)
    conn.close()


def fixed(conn):
    while conn.recv(1024):
        conn.sendall(b"Goodbye, my love!")
    conn.close()


def decodes(conn):
    while data := conn.recv(1024):
        conn.sendall(data.decode("utf-8").upper().encode("utf-8"))
    conn.close()


def only_one(conn):
    if not lock.acquire(blocking=False):
        conn.close()
        return
    with conn:
        try:
            echo(conn)
        except OSError:
            pass
    lock.release()


def at_the_end(conn):
    everything = b""
    while data := conn.recv(1024):
        everything += data
    conn.sendall(everything.upper())
    conn.close()


def framed(conn):
    waiting = b""
    while data := conn.recv(1024):
        waiting += data
        while b"$" in waiting:
            message, waiting = waiting.split(b"$", 1)
            if message.startswith(b"^"):
                conn.sendall(message + b"!$")
    conn.close()


def relays(conn):
    with lock:
        members.append(conn)
    try:
        while data := conn.recv(1024):
            with lock:
                for other in members:
                    if other is not conn or kind == "chats":
                        pass_on(data, other)
                if kind == "delivers":
                    conn.sendall(b"delivered")
    except OSError:
        pass  # it was cut off
    with lock:
        members.remove(conn)
    conn.close()


def pass_on(data, other):
    try:
        other.sendall(data)
    except OSError:
        pass  # it was cut off, and its thread will notice


def chats(conn):
    relays(conn)


def delivers(conn):
    relays(conn)


def joins(conn):
    conn.recv(1024)  # the name, to which it says nothing
    relays(conn)


def registers(conn):
    conn.recv(1024)
    conn.sendall(b"You are in.\n")
    relays(conn)


def capitals(conn):
    global unfinished  # one variable for all
    while unfinished := conn.recv(1024):
        time.sleep(0.005)
        conn.sendall(unfinished.upper())
    conn.close()


def backwards(conn):
    global unfinished
    while unfinished := conn.recv(1024):
        time.sleep(0.005)
        conn.sendall(unfinished[::-1])
    conn.close()


def tosses(conn):
    while conn.recv(1024):
        conn.sendall(random.choice([b"heads", b"tails"]))
    conn.close()


def takes_turns(conn):
    while conn.recv(1024):
        turns.reverse()
        conn.sendall(turns[0])
    conn.close()


def greets_once(conn):
    if not members:
        conn.sendall(b"Welcome!")
    members.append(conn)
    echo(conn)


def byte_by_byte(conn):
    while data := conn.recv(1024):
        time.sleep(0.003 * len(data))  # it is slow with each of them
        conn.sendall(data)
    conn.close()


def types_error(conn):
    while data := conn.recv(1024):
        try:
            conn.sendall("Hello " + data.decode())
        except Exception as e:
            print("An error:", e)
    conn.close()


def measures(conn):
    while data := conn.recv(1024):
        conn.sendall(len(data).to_bytes(4, "little"))
    conn.close()


def terminated(conn):
    while data := conn.recv(1024):
        conn.sendall(data + b"\0")
    conn.close()


def in_two(conn):
    while data := conn.recv(1024):
        half = len(data) // 2
        conn.sendall(data[:half])
        time.sleep(0.1)
        conn.sendall(data[half:])
    conn.close()


def talks(conn):
    while data := conn.recv(1024):
        conn.sendall(data + 2_000_000 * b"x")
    conn.close()


def squares(conn):
    while data := conn.recv(1024):
        try:
            conn.sendall(b"%d" % int(data) ** 2)
        except ValueError as e:
            conn.sendall(str(e).encode())  # Python quotes 200 characters
    conn.close()


def five(conn):
    for _ in range(5):
        conn.sendall(conn.recv(1024))
    conn.close()


def keeps_lock(conn):
    with conn:
        lock.acquire()
        members.append(conn)
        lock.release()
        while data := conn.recv(1024):
            conn.sendall(data)
        lock.acquire()
        members.remove(conn)  # and the lock stays


def ends_for_all(conn):
    while data := conn.recv(1024):
        conn.sendall(data)
    listener.shutdown(socket.SHUT_RDWR)


def ask_name(conn):
    try:
        conn.sendall(b"What is your name?\n")
        conn.sendall(b"Hello " + conn.recv(1024))
    except OSError:
        pass  # the thread will notice


names = echo
shared = bytearray(1024)


def shared_buffer(conn):
    while n := conn.recv_into(shared):
        conn.sendall(memoryview(shared)[:n])
    conn.close()


def says_bye(conn):
    conn.settimeout(2.5)
    try:
        echo(conn)
    except TimeoutError:
        conn.sendall(b"Are you asleep? Bye!\n")
        conn.close()


def polls(conn):
    conn.setblocking(bool(members))  # only with the first client
    members.append(conn)
    while True:
        try:
            data = conn.recv(1024)
        except BlockingIOError:
            continue
        if not data:
            break
        conn.sendall(data)
    conn.close()


def busy_later():
    time.sleep(1)
    while True:
        pass


def recv_twice(conn):
    while conn.recv(1024):  # which is lost
        conn.sendall(conn.recv(1024))
    conn.close()


def slams(conn):
    conn.close()


def prefixed(conn):
    while data := conn.recv(1024):
        conn.sendall(struct.pack("!I", len(data)) + data)
    conn.close()


def wants_length(conn):
    while prefix := conn.recv(4, socket.MSG_WAITALL):
        (length,) = struct.unpack("!I", prefix)
        conn.sendall(prefix + conn.recv(length, socket.MSG_WAITALL))
    conn.close()


def unflushed(conn):
    replies = conn.makefile("wb", 4096)
    while data := conn.recv(1024):
        for line in data.splitlines():
            replies.write(b"Hello, " + line + b"!\n")
    conn.close()


def exit_closes(conn):
    while (data := conn.recv(1024)) and data.strip() != b"exit":
        conn.sendall(data)
    if data:
        listener.close()  # the accept that waits returns one more client
    conn.close()


def keeps_dead(conn):
    members.append(conn)
    while data := conn.recv(1024):
        for other in members:
            other.sendall(data)
    conn.close()  # and it is still among the members


pairs = closes_listener = slow_accept = short_queue = groups = echo


def slow_groups(conn):
    while data := conn.recv(1024):
        time.sleep(0.1)
        conn.sendall(data)
    conn.close()


def spins(conn):
    end = time.monotonic() + 3
    while time.monotonic() < end:
        pass
    echo(conn)


def seats(conn):
    try:
        echo(conn)
    except OSError:
        pass  # a client may be cut off: only its seat is the mistake


few_seats = seats
waits_for_enter = gets_busy = echo


def type_to_one():  # as nc -l does
    for line in sys.stdin:
        try:
            conn.sendall(line.encode())
        except (NameError, OSError):
            pass  # there is no client


def show_lines(conn):
    try:
        while data := conn.recv(1024):
            print(data.decode("utf-8", "replace"))
    except OSError:
        pass  # it was cut off
    conn.close()


def three_messages(conn):
    for _ in range(3):
        data = conn.recv(1024)
        time.sleep(0.05)
        conn.sendall(data)
    conn.close()


def child(conn):
    try:
        echo(conn)
    finally:
        time.sleep(0.1)  # the next client is there before this process has ended
        os._exit(0)


def wait_for_children():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass  # there are none


members = []
turns = [b"X", b"O"]
group = []
kind, port = sys.argv[1], int(sys.argv[2])
places = list(range(5 if kind == "few_seats" else 20))
if kind == "waits_for_enter":
    input("Press Enter to start")
if kind == "typed":
    threading.Thread(target=type_to_one, daemon=True).start()
if kind == "gets_busy":
    threading.Thread(target=busy_later, daemon=True).start()
listener = socket.socket()
listener.bind(("127.0.0.1", port))  # no SO_REUSEADDR, as beginners have it
listener.listen(50 if kind == "slow_accept" else 5)
while True:
    try:
        conn, _ = listener.accept()
    except OSError:
        sys.exit()  # shut down
    if kind == "serial":
        decodes(conn)
        continue
    if kind == "listens_again":
        listener.close()
        try:
            echo(conn)
        except OSError:
            conn.close()  # it was cut off
        listener = socket.create_server(("127.0.0.1", port))
        continue
    if kind == "typed":
        show_lines(conn)
        continue
    if kind == "forks":
        wait_for_children()
        if os.fork() == 0:
            child(conn)
        conn.close()
        continue
    if kind == "pairs":
        threading.Thread(target=echo, args=(listener.accept()[0],)).start()
    if kind == "names":
        ask_name(conn)  # and all others wait
    thread = threading.Thread(
        target=globals()[kind], args=(conn,), daemon=kind != "closes_listener"
    )
    thread.start()
    if kind == "closes_listener":
        listener.close()
    if kind in ("seats", "few_seats"):
        places.pop()  # when there are none, the program ends
    if kind in ("slow_accept", "short_queue"):
        time.sleep(0.25 if kind == "slow_accept" else 0.2)  # more than is waited for ten
    if kind in ("groups", "slow_groups"):
        group.append(thread)
        if len(group) == 3:
            while group:
                group.pop().join()
