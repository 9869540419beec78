"""The cookie of a browser: random, seen by no script and no other site, the only key to its talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

COOKIE_LIVES = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Cookie:
    """Sets, reads and deletes it. *secure*: people come through TLS, and it goes through nothing else."""

    secure: bool

    @property
    def name(self) -> str:
        return "__Host-lotse" if self.secure else "lotse"

    def brought(self, request: web.Request) -> str | None:
        return request.cookies.get(self.name)

    def remember(self, response: web.Response, token: str | None) -> None:
        if token:
            lives = int(COOKIE_LIVES.total_seconds())
            response.set_cookie(
                self.name, token, max_age=lives, path="/", secure=self.secure, httponly=True, samesite="Lax"
            )

    def drop(self, response: web.Response) -> None:
        response.del_cookie(self.name, path="/", secure=self.secure)
