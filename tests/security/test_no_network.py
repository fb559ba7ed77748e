"""The tool itself uses no network: watched at every socket, and run where there is none. Nor does
its browser, but for the pages that it shows: a name server writes down what it is asked for."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_WATCHED = """
import ipaddress, os, sys
BY_NAME = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
BY_ADDRESS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getnameinfo")
def watch(event, args):
    if event in BY_NAME + BY_ADDRESS:
        address = args if event in BY_NAME else args[-1]
        host = address[0] if isinstance(address, tuple) else ""
        host = host.decode() if isinstance(host, bytes) else host
        try:
            inside = not host or ipaddress.ip_address(host).is_loopback
        except ValueError:
            inside = host == "localhost"
        seen[inside] += 1
        if not inside:
            os.write(2, b"LEFT THE MACHINE\\n")
seen = {True: 0, False: 0}
sys.addaudithook(watch)
if "--prove" in sys.argv:
    import socket
    far = ("192.0.2.1", 9)
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for ask in (
        lambda: socket.create_connection(far, timeout=0.01),
        lambda: udp.sendto(b"x", far),
        lambda: udp.sendmsg([b"x"], [], 0, far),
        lambda: socket.getaddrinfo("somewhere.invalid", 9),
        lambda: socket.gethostbyname("somewhere.invalid"),
        lambda: socket.gethostbyaddr("192.0.2.1"),
        lambda: socket.getnameinfo(far, socket.NI_NUMERICHOST),
    ):
        before = seen[False]
        try:
            ask()
        except OSError:
            pass
        assert seen[False] > before, ask.__code__.co_names
    sys.exit(0)
from optout.cli import run_command_line as run
code = run(sys.argv[1:])
print(f"watched {seen[True]} inside, {seen[False]} outside", file=sys.stderr)
sys.exit(code)
"""


_NAME_SERVER = """
import socket, sys
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
while True:
    asked, who = server.recvfrom(4096)
    name = asked[13:asked.index(0, 12)]
    with open(sys.argv[1], "ab") as told:
        told.write(bytes(b if b > 32 else 46 for b in name) + b"\\n")
    server.sendto(asked[:2] + b"\\x81\\x83" + asked[4:], who)
"""
"""It knows no name. Between the parts of one stand their lengths, here written as stops."""
_PROOF = "somewhere.example"
_ASK = f"import socket\ntry: socket.getaddrinfo('{_PROOF}', 9)\nexcept OSError: pass"


@pytest.mark.linux("a way to send that Windows has not")
def test_the_watch_would_see_it(home: dict[str, str]) -> None:
    command = [sys.executable, "-P", "-c", _WATCHED, "--prove"]
    proof = subprocess.run(
        command, env=home, capture_output=True, text=True, timeout=180, check=False
    )
    assert "LEFT THE MACHINE" in proof.stderr
    assert proof.returncode == 0, proof.stderr


@pytest.mark.linux("a network of its own")
def test_practice_needs_no_network_and_no_socket_of_it_leaves_the_machine(
    home: dict[str, str], tmp_path: Path
) -> None:
    """Linux alone can take a process's network away; where this user may not, its own does it."""
    unshare, shell = shutil.which("unshare"), shutil.which("sh")
    assert unshare, "unshare is part of util-linux"
    assert shell
    own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    ip = shutil.which("ip")
    up = f"{ip} link set lo up" if ip else _loopback_up()
    asked, here = tmp_path / "asked", tmp_path / "resolv.conf"
    here.write_text("nameserver 127.0.0.1\n")
    server, ask, practice = (
        shlex.join([sys.executable, "-P", "-c", *rest])
        for rest in (
            (_NAME_SERVER, str(asked)),
            (_ASK,),
            (_WATCHED, "practice", "facebook", "--hands-off"),
        )
    )
    steps = (
        f"{up} && mount --bind {shlex.quote(str(here))} /etc/resolv.conf || exit 9",
        f"{server} & server=$!",
        f"sleep 1; {ask}; {practice}; ended=$?",
        "kill $server; exit $ended",
    )
    ended = subprocess.run(
        [unshare, *own, "--net", "--mount", shell, "-c", "\n".join(steps)],
        env=home,
        cwd=Path(home["HOME"]),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "has received your objection" in ended.stderr
    assert ", 0 outside" in ended.stderr
    assert "LEFT THE MACHINE" not in ended.stderr
    assert set(asked.read_text().split()) == {_PROOF}


def _loopback_up() -> str:
    """Without the `ip` command: set the flag of `lo` by the system call that `ip` uses."""
    code = (
        "import fcntl,socket,struct;s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);"
        "fcntl.ioctl(s,0x8914,struct.pack('16sh14x',b'lo',0x1|0x40))"
    )
    return f"'{sys.executable}' -c \"{code}\""
