"""A throw-away PostgreSQL cluster on a unix socket: no port, removed afterwards."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def programs() -> Path | None:
    """Return the folder of the newest installed `initdb`, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    given = [Path(folder)] if (folder := os.environ.get("PG_BINDIR")) else []
    return next((folder for folder in (*given, *installed) if (folder / "initdb").exists()), None)


class Cluster:
    """A running server; `start` and `stop` again, as a machine would."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder, self._binaries = folder, binaries
        root = os.geteuid() == 0  # the server refuses to run as root
        self._owner: dict[str, Any] = (
            {"user": "postgres", "group": pwd.getpwnam("postgres").pw_gid, "extra_groups": []} if root else {}
        )
        if root:
            shutil.chown(folder, "postgres")

    def create(self) -> None:
        self._run(
            "initdb", "-D", f"{self.folder}/data", "-U", "test", "-A", "trust", "--no-sync", "--encoding=UTF8",
            "--locale=C.UTF-8",
        )  # fmt: skip

    def start(self, *, durable: bool = False) -> None:
        safe = "on" if durable else "off"
        options = (
            f"-c listen_addresses='' -k {self.folder} -c fsync={safe} -c synchronous_commit={safe}"
            f" -c full_page_writes={safe} -c max_connections=300"
        )
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", mode, "-w", "stop")

    def sql(self, statement: str) -> None:
        self._run("psql", "-h", str(self.folder), "-U", "test", "-d", "postgres", "-qc", statement)

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://test@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        environment = {"LC_ALL": "C.UTF-8", "PATH": f"{self._binaries}:/usr/bin:/bin"}
        subprocess.run(
            [str(self._binaries / program), *arguments], check=True, cwd=self.folder, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._owner,
        )  # fmt: skip


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a server for the time of the block."""
    binaries = programs()
    if binaries is None:
        raise RuntimeError("no PostgreSQL installed")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a unix socket path may have 107 bytes
    server = Cluster(folder, binaries)
    try:
        server.create()
        server.start()
        yield server
        with contextlib.suppress(subprocess.CalledProcessError):
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
