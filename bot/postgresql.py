"""PostgreSQL's own programs: they copy and restore a database as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import make_url

#: All that is ours goes before the backup comes, in its transaction: what a later version added is not in it.
_EMPTY = """
do $$ declare one record; begin
  for one in select tablename from pg_tables where schemaname = 'public' loop
    execute format('drop table public.%I cascade', one.tablename);
  end loop;
  for one in select oid::regprocedure as name from pg_proc where pronamespace = 'public'::regnamespace loop
    execute format('drop routine %s cascade', one.name);
  end loop;
end $$;
"""


class Unable(Exception):
    """The message says what is in the way and what to do."""


def dump(url: str, part: Path) -> None:
    """Write one state of the database to *part*; the database works on meanwhile."""
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")


def script(url: str, backup: Path, into: Path) -> None:
    """Turn a backup into the statements that restore it. Raises `Unable` for anything that is not whole and ours."""
    try:
        _run(url, "pg_restore", "--no-owner", "--no-privileges", f"--file={into}", str(backup))
    except Unable as error:
        raise Unable(f"the file is damaged or is no backup: {error}") from None
    with into.open(encoding="utf-8") as lines:
        if not any("alembic_version" in line for line in lines):
            raise Unable("this is no backup of a Lotse database")


def restore(url: str, statements: Path) -> None:
    """Put a backup in the place of what is there, in one transaction: all of it or nothing."""
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    _run(url, "psql", *options, f"--command={_EMPTY}", f"--file={statements}")


def _run(url: str, program: str, *options: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise Unable(f"{program} is not installed; on Debian and Ubuntu: apt-get install postgresql-client")
    done = subprocess.run([found, *options], check=False, capture_output=True, text=True, env=_reaching(url))  # noqa: S603  # a program of PostgreSQL with options of ours
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise Unable(f"{program} failed: {said[0] if said else f'exit code {done.returncode}'}")


def _reaching(url: str) -> dict[str, str]:
    """The database's address in the environment: arguments can be seen by everybody on the machine."""
    parts = make_url(url)
    found = {
        "PGHOST": parts.host or parts.query.get("host"),
        "PGPORT": str(parts.port) if parts.port else parts.query.get("port"),
        "PGUSER": parts.username or parts.query.get("user"),
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.database,
        "PGSSLMODE": parts.query.get("ssl") or parts.query.get("sslmode"),
    }
    return {**os.environ, **{name: value for name, value in found.items() if isinstance(value, str)}}
