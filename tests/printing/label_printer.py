"""A label printer in the network: a real socket that listens on this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 20.0  # seconds
AT_ONCE = b"\x01\0\0\0\0\0\0\0"  # SO_LINGER: on, 0 s: what wasn't read is thrown away


@contextmanager
def label_printer(
    answer: bytes = b"", takes: int | None = None, room: int = 0
) -> Iterator[tuple[str, bytearray]]:
    """One that listens here, answers ~HS with this, and hangs up after so many bytes; `room`: it
    holds no more than about so many that it has not read.
    """
    taken = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as door:
        if room:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        door.settimeout(PATIENCE)

        def work():
            line, _ = door.accept()
            line.settimeout(PATIENCE)
            with line:
                while piece := line.recv(4 if takes is not None else 4096):
                    taken.extend(piece)
                    if taken.startswith(b"~HS"):
                        del taken[:3]
                        line.sendall(answer)
                    if takes is not None and len(taken) >= takes:
                        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                        return

        beside = threading.Thread(target=work)
        beside.start()
        try:
            yield f"127.0.0.1:{door.getsockname()[1]}", taken
        finally:
            beside.join(PATIENCE)
