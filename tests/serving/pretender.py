"""A stand-in for the chat of a visitor: it speaks the way of a Textual app on a pipe, and starts at once.

It says back what it is told. "!env NAME" has it say a setting, "!file NAME" offer a file, "!stay" not leave when asked.
"""

import json
import os
import sys

from textual._binary_encode import dump


def write(kind: bytes, payload: bytes) -> None:
    os.write(1, kind + len(payload).to_bytes(4, "big") + payload)


def read() -> tuple[bytes, bytes]:
    head = sys.stdin.buffer.read(5)
    return head[:1], sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))


def main() -> None:
    os.write(1, b"__GANGLION__\n")
    write(b"D", b"ready %s" % " ".join(sys.argv[1:]).encode())
    stays, said = False, b""
    while True:
        kind, payload = read()
        asked = json.loads(payload) if kind == b"M" else {}
        match payload.decode().split(" ", 1):
            case ["!env", name]:
                write(b"D", f"{name}={os.environ.get(name)}".encode())
            case ["!file", name]:
                offer = {
                    "type": "deliver_file_start",
                    "key": "k1",
                    "path": f"/private/{name}",
                    "open_method": "browser",
                }
                write(b"M", json.dumps(offer | {"mime_type": "text/html", "encoding": "utf-8", "name": None}).encode())
                said = b"<p>hello</p>"
            case ["!stay"]:
                stays = True
            case _ if kind == b"D":
                write(b"D", b"said " + payload)
        if asked.get("type") == "deliver_chunk_request":
            write(b"P", dump(("deliver_chunk", "k1", said)))
            said = b""
        elif asked.get("type") == "resize":
            write(b"D", f"size {asked['width']}x{asked['height']}".encode())
        elif asked.get("type") == "quit" or not kind:
            if stays:
                while True:
                    os.kill(os.getpid(), 19)  # stops until it is killed
            return


main()
