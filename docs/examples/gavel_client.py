#!/usr/bin/env python3
"""Compiles and runs a program through a guest executor, as docs/protocol.md says.

usage: gavel_client.py SOCKET LANGUAGE FILE      (the program reads what this script reads)
"""
import json, os, socket, struct, sys

RAW = 0x80000000


class Guest:
    def __init__(self, path):
        self.stream = socket.socket(socket.AF_UNIX)
        self.stream.connect(path)
        self.file = self.stream.makefile("rwb")
        self.ids = 0

    def send(self, type, bodies=None, **fields):
        self.ids += 1
        message = {"type": type, "id": str(self.ids), **fields}
        if bodies:
            message["bodies"] = [{"name": name, "size": len(content)} for name, content in bodies.items()]
        text = json.dumps(message).encode()
        self.file.write(struct.pack(">I", len(text)) + text)
        for content in (bodies or {}).values():
            for at in range(0, len(content), 1 << 20):
                piece = content[at:at + (1 << 20)]
                self.file.write(struct.pack(">I", RAW | len(piece)) + piece)
            self.file.write(struct.pack(">I", RAW))
        self.file.flush()
        return message["id"]

    def frame(self):
        (length,) = struct.unpack(">I", self.file.read(4))
        return length & RAW, self.file.read(length & ~RAW)

    def receive(self):
        message, bodies = json.loads(self.frame()[1]), {}
        for body in message.pop("bodies", []):
            content = b""
            while piece := self.frame()[1]:
                content += piece
            bodies[body["name"]] = content
        return message, bodies

    def ask(self, type, bodies=None, **fields):
        """Returns the result and its bodies; shows lines of output as they come."""
        id = self.send(type, bodies, **fields)
        while True:
            message, received = self.receive()
            if message["type"] == "log":
                out = sys.stderr if message["stream"] == "stderr" else sys.stdout
                print(message["text"], end="" if message.get("partial") else "\n", file=out, flush=True)
            elif message["type"] == "error":
                sys.exit(f"{message['code']}: {message['message']}")
            elif message["type"] == "result" and message["id"] == id:
                return message, received


if __name__ == "__main__":
    path, language, file = sys.argv[1:]
    guest, name = Guest(path), os.path.basename(file)
    with open(file, "rb") as source:
        compiled, _ = guest.ask("compile", {name: source.read()}, language=language, files=[name])
    if compiled["status"] != "success":
        sys.exit(f"{compiled['status']}: {compiled['reason']}\n{compiled['output']}")
    stdin = {"stdin": sys.stdin.buffer.read()}
    ran, _ = guest.ask("run", stdin, artifact=compiled["artifact"], stream=True)
    print(ran["status"], ran.get("reason", ""), f"cpu {ran['cpu_time_ms']} ms", file=sys.stderr)
