"""Who may come in: requests that were meant for this server, sent by a page that came from it."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import UsageError

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:@/\[\]]+))(?::\d*)?")


@dataclass(frozen=True)
class Gate:
    """Knows requests by their headers `Host` and `Origin`.

    A page of another site may make a browser call this server: by a name of its own that it lets point here, which
    `Host` shows, or with a script, which `Origin` shows. `host` is what the server is bound to, `public_url` the
    address that visitors use when it is another one, such as that of a proxy.
    """

    host: str
    public_url: str = ""

    def lets_host(self, host: str) -> bool:
        """Tells whether a `Host` names this server. Its port is left open, since a tunnel may change it."""
        if self.public_url and host.casefold() == urlsplit(self.public_url).netloc:
            return True
        found = _HOST.fullmatch(host.casefold()) if host.isascii() else None
        if found is None:
            return False
        name = found[1] or found[2]
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            own = {"localhost", self.host.casefold()}
            return name in (own if is_local(self.host) else own | {socket.gethostname().casefold()})
        return address.is_loopback or not is_local(self.host)  # no name can be made to look like an address

    def lets_origin(self, origin: str, host: str) -> bool:
        """Tells whether an `Origin` is that of this server's own page, for a `Host` that was let in."""
        ours = {f"http://{host}", f"https://{host}", self.public_url}
        return origin != "" and origin.casefold() in {url.casefold() for url in ours}


def is_local(host: str) -> bool:
    """Tells whether only this machine reaches a server that is bound to the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def url_of(host: str, port: int) -> str:
    """Returns the address to type into a browser."""
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host  # noqa: S104  # every address of this machine
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}" if port == 80 else f"http://{shown}:{port}"


def public(url: str) -> str:
    """Returns the address that visitors use as an origin, or "". Raises `UsageError` when it is none."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if not url.strip():
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise UsageError(
            f"{url} is no address of a site.", "Give it with no path, such as: --public-url https://chat.example.org"
        )
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port not in (None, usual) else "")
