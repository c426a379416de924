# What a student may try who means harm. Each attack is harmless: it says at the end what it
# could do, which the check quotes, and does no more than that.
#
#     server.py ATTACK {addr} ... the rest is in attack.json
import ctypes, json, os, resource, socket, subprocess, sys, time

told = json.load(open("attack.json"))
reached = []
libc = ctypes.CDLL(None, use_errno=True)


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
    for pid in pids():  # the first one is the sandbox itself
        reach(f"the environment of {pid}", lambda: b"TEACHERS_SECRET" in open(f"/proc/{pid}/environ", "rb").read())
    for name in ("neighbour", "table", "lab"):
        reach(f"to write: {name}", lambda: write(told[name]))
        reach(f"to see: {name}", lambda: os.listdir(os.path.dirname(told[name])) if name != "lab" else False)
    for path in ("/usr/tcplab-attack", "/etc/tcplab-attack", "/tcplab/attack", "/tcplab-attack"):
        reach(f"to write: {path}", lambda: write(path))


def pids():
    try:
        names = os.listdir("/proc")
    except OSError:
        names = [str(told["grade"]), str(told["test"]), str(os.getppid())]
    return [int(name) for name in names if name.isdigit() and int(name) != os.getpid()]


def answer():
    print("the answer of grade is written\nstage reached: 4", flush=True)
    for pid in pids():
        for fd in range(3, 30):
            reach(f"descriptor {fd} of {pid}", lambda: os.readlink(f"/proc/{pid}/fd/{fd}").startswith(("pipe:", "/tmp/tcplab-grade")))
    for root in (told["temp"], "/tmp", "/proc/1/root/tmp"):
        reach(f"grade's folder in {root}", lambda: any(name.startswith("tcplab-grade") and os.listdir(f"{root}/{name}") for name in os.listdir(root)))


def processes():
    reach("the keys of the session", lambda: libc.syscall(250, 0, -3, 0) != -1)  # keyctl of amd64
    reach("a ring of calls", lambda: libc.syscall(425, 4, ctypes.create_string_buffer(120)) != -1)
    for pid in (told["grade"], told["test"]):
        reach(f"to signal {pid}", lambda: os.kill(pid, 0))
        reach(f"to trace {pid}", lambda: libc.ptrace(0x4206, pid, 0, 0) == 0)  # PTRACE_SEIZE, which does not stop it
        reach(f"the memory of {pid}", lambda: os.open(f"/proc/{pid}/mem", os.O_RDWR))
        reach(f"the limits of {pid}", lambda: resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0)))
        reach(f"the priority of {pid}", lambda: os.setpriority(os.PRIO_PROCESS, pid, 0))
        reach(f"the cores of {pid}", lambda: os.sched_setaffinity(pid, os.sched_getaffinity(0)))


def owner():
    # What a program may do to a file that it cannot open.
    for name in ("neighbour", "key"):
        path = told[name]
        reach(f"the rights of {name}", lambda: os.chmod(path, 0o644))
        reach(f"the owner of {name}", lambda: os.chown(path, os.getuid(), -1))
        reach(f"the time of {name}", lambda: os.utime(path, (1, 1)))
        reach(f"the attributes of {name}", lambda: os.setxattr(path, "user.x", b"x"))
        reach(f"the news of {name}", lambda: libc.inotify_add_watch(libc.inotify_init1(0), os.path.dirname(path).encode(), 0xFFF) != -1)
    reach("a socket with a name", lambda: connect(socket.AF_UNIX, told["socket"]))


def machine():
    reach("the name of the machine", lambda: socket.sethostname(socket.gethostname()))


def sockets():
    reach("a socket of the teacher", lambda: connect(socket.AF_INET, ("127.0.0.1", told["port"])))
    reach("an abstract socket", lambda: connect(socket.AF_UNIX, "\0" + told["abstract"]))
    reach("a socket with a name", lambda: connect(socket.AF_UNIX, told["socket"]))
    reach("another network", lambda: len(socket.if_nameindex()) > 1)


def fork():
    # Each of them starts others, in a session of its own, which has its own share of the
    # processor.
    end = time.time() + 20
    if os.fork() == 0:
        while time.time() < end:
            try:
                if os.fork() == 0:
                    os.setsid()
            except OSError:
                time.sleep(0.01)
        os._exit(0)
    time.sleep(15)
    reached.append("15 s of forks")


def memory():
    kept = []
    reach("3 GB", lambda: [kept.append(b"x" * (64 << 20)) for _ in range(48)])
    reach("memory that is a file", lambda: os.memfd_create("x"))
    reach("memory that is shared", lambda: libc.shmget(0, 4096, 0o1600) != -1)


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


def flee():
    # A moving target: each starts the next one, and ends. It leaves folders that cannot be
    # read, and more of them in each other than can be open.
    code = """if True:
        import os, time
        end = time.time() + 300
        while time.time() < end:
            if os.fork():
                os._exit(0)
            os.setsid()
            time.sleep(0.001)"""
    subprocess.Popen([sys.executable, "-c", code, told["marker"]], start_new_session=True)
    time.sleep(0.5)
    for n in range(3000):
        os.mkdir("d")
        os.chdir("d")
    os.mkdir("closed", 0o300)
    os.mkdir("closed/d")


globals()[told["attack"]]()
print("reached:", "; ".join(reached) or "nothing", flush=True)
