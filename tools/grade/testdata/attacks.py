# What a student may try who means harm. Each attack is harmless: it says at the end what it
# could do, which the check quotes, and does no more than that.
#
#     server.py ATTACK {addr} ... the rest is in attack.json
import ctypes, json, os, socket, subprocess, sys, time

told = json.load(open("attack.json"))
reached = []


def reach(what, do):
    try:
        if do() is not False:
            reached.append(what)
    except (OSError, ValueError, MemoryError):
        pass


def write(path):
    with open(path, "r+b" if os.path.exists(path) else "wb") as file:
        file.write(b"changed")


def connect(family, address):
    with socket.socket(family) as s:
        s.settimeout(3)
        s.connect(address)


def read(path):
    return bool(open(path, "rb").read(1))


def files():
    reach("a key", lambda: read(told["key"]))
    reach("a link to a key", lambda: read("link.txt"))
    reach("the environment", lambda: "TEACHERS_SECRET" in os.environ)
    reach("the environment of another", lambda: any(b"TEACHERS_SECRET" in open(f"/proc/{pid}/environ", "rb").read() for pid in pids()))
    for name in ("neighbour", "table", "lab"):
        reach(f"to write: {name}", lambda: write(told[name]))
        reach(f"to see: {name}", lambda: os.listdir(os.path.dirname(told[name])) if name != "lab" else False)
    for path in ("/usr/tcplab-attack", "/etc/tcplab-attack", "/tcplab/attack", "/tcplab-attack"):
        reach(f"to write: {path}", lambda: write(path))


def pids():
    try:
        names = os.listdir("/proc")
    except OSError:
        names = [str(told["grade"]), str(told["test"])]
    return [int(name) for name in names if name.isdigit() and int(name) not in (os.getpid(), os.getppid())]


def answer():
    print("the answer of grade is written\nstage reached: 4", flush=True)
    for pid in pids() + [os.getppid()]:
        for fd in range(3, 30):
            reach(f"descriptor {fd} of {pid}", lambda: os.readlink(f"/proc/{pid}/fd/{fd}").startswith(("pipe:", "/tmp/tcplab-grade")))
    for root in ("/tmp", "/proc/1/root/tmp"):
        reach(f"grade's folder in {root}", lambda: any(name.startswith("tcplab-grade") and os.listdir(f"{root}/{name}") for name in os.listdir(root)))


def processes():
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (told["grade"], told["test"]):
        reach(f"to signal {pid}", lambda: os.kill(pid, 0))
        reach(f"to trace {pid}", lambda: libc.ptrace(0x4206, pid, 0, 0) == 0)  # PTRACE_SEIZE, which does not stop it
        reach(f"the memory of {pid}", lambda: os.open(f"/proc/{pid}/mem", os.O_RDWR))


def sockets():
    reach("a socket of the teacher", lambda: connect(socket.AF_INET, ("127.0.0.1", told["port"])))
    reach("an abstract socket", lambda: connect(socket.AF_UNIX, "\0" + told["abstract"]))
    reach("a socket with a name", lambda: connect(socket.AF_UNIX, told["socket"]))
    reach("another network", lambda: len(socket.if_nameindex()) > 1)


def fork():
    children = []
    try:
        while len(children) < 1500:
            pid = os.fork()
            if pid == 0:
                time.sleep(60)
                os._exit(0)
            children.append(pid)
        time.sleep(5)
        reached.append(f"{len(children)} processes")
    except OSError:
        pass
    for pid in children:
        os.kill(pid, 9)


def memory():
    kept = []
    reach("3 GB", lambda: [kept.append(b"x" * (64 << 20)) for _ in range(48)])


def disk():
    block = b"x" * (1 << 20)
    for folder in (".", "/tmp", "/dev/shm"):
        def fill():
            for n in range(20):
                with open(f"{folder}/{n}", "wb") as file:
                    for _ in range(50):
                        file.write(block)
        reach(f"1 GB in {folder}", fill)
    reach("a file of 100 MB", lambda: [open("large", "ab").write(block) for _ in range(100)])


def hide():
    for _ in range(3):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", told["marker"]], start_new_session=True)
    time.sleep(0.5)


globals()[told["attack"]]()
print("reached:", "; ".join(reached) or "nothing", flush=True)
