"""How long from the command to the first reply, and the memory at rest: `python -m tests.bench.start [--rounds N]`."""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.bench.load import ROOT, memory

PORT = "18478"
CHAT = f"http://127.0.0.1:{PORT}/chat"


def first_reply(command: str, data: str) -> tuple[float, float]:
    """Start, write one message as soon as somebody listens; return the seconds and the megabytes at rest."""
    environment = {"PATH": os.environ["PATH"], "LOTSE_DATA": data, "LOTSE_PORT": PORT, "LOTSE_LOG_LEVEL": "ERROR"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        while not _answered():
            time.sleep(0.01)
        took = time.perf_counter() - begun
        time.sleep(2)
        return took, memory(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _answered() -> bool:
    asked = urllib.request.Request(CHAT, b"text=I+have+a+new+flat&lang=en", {"X-Requested-With": "lotse"})
    try:
        with urllib.request.urlopen(asked, timeout=10) as response:  # noqa: S310  # our own address
            return "line lotse" in response.read().decode()
    except urllib.error.URLError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        runs = {
            "demo, empty folder": [first_reply("demo", f"{folder}/{number}") for number in range(rounds)],
            "serve": [first_reply("serve", str(Path(folder) / "0")) for _ in range(rounds)],
        }
    for name, found in runs.items():
        seconds, megabytes = (statistics.median(one) for one in zip(*found, strict=True))
        print(f"lotse {name}: first reply after {seconds:.1f} s, at rest {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
