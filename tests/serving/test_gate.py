"""Who may come in: only requests for this server's own names, from its own page."""

import socket

import pytest

from bot.errors import UsageError
from bot.serving.gate import Gate, is_local, public, url_of

PUBLIC = "https://chat.example.org"


@pytest.mark.parametrize(
    ("bound", "host", "lets"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "LocalHost:9000", True),  # by a tunnel with another port
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "evil.example:8000", False),  # a name that was made to point here
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "192.0.2.7:8000", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("127.0.0.1", "127.0.0.1@evil.example", False),
        ("127.0.0.1", "evil.example@127.0.0.1", False),
        ("0.0.0.0", "192.0.2.7:8000", True),
        ("0.0.0.0", f"{socket.gethostname()}:8000", True),
        ("0.0.0.0", "evil.example:8000", False),
        ("chat.lan", "chat.lan:8000", True),
    ],
)
def test_a_host_is_let_in_when_it_names_this_server(bound: str, host: str, lets: bool) -> None:
    assert Gate(bound).lets_host(host) is lets


@pytest.mark.parametrize(
    ("origin", "lets"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://127.0.0.1:3000", False),
        ("http://evil.example", False),
        ("null", False),
        ("", False),
        (PUBLIC, True),
        (f"{PUBLIC}:8000", False),
    ],
)
def test_an_origin_is_let_in_when_it_is_that_of_the_servers_own_page(origin: str, lets: bool) -> None:
    assert Gate("127.0.0.1", PUBLIC).lets_origin(origin, "127.0.0.1:8000") is lets


def test_a_public_address_is_let_in_by_its_name() -> None:
    assert Gate("127.0.0.1", PUBLIC).lets_host("chat.example.org")
    assert not Gate("127.0.0.1").lets_host("chat.example.org")


@pytest.mark.parametrize(
    ("url", "origin"),
    [(PUBLIC, PUBLIC), ("https://Chat.Example.org:443/", PUBLIC), ("http://a:80", "http://a"), ("http://a:81", "http://a:81")],
)  # fmt: skip
def test_a_public_address_is_kept_as_browsers_write_it(url: str, origin: str) -> None:
    assert public(url) == origin


@pytest.mark.parametrize("url", ["chat.example.org", "ftp://a", "https://a/citebot", "https://a:x", "https://"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        public(url)


def test_the_loopback_is_local_and_shown_as_it_is_typed() -> None:
    assert [is_local(host) for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost", "0.0.0.0", "a.example")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    assert [url_of("127.0.0.1", 80), url_of("::1", 8000)] == ["http://127.0.0.1", "http://[::1]:8000"]
    assert url_of("0.0.0.0", 8000) == f"http://{socket.gethostname()}:8000"


@pytest.mark.parametrize(
    ("bound", "host"),
    [
        ("127.0.0.1", "localhost."),  # browsers send the dot; a name that ends with one may point anywhere
        ("127.0.0.1", "127.0.0.1."),
        ("127.0.0.1", "127.0.0.1.evil.example"),
        ("127.0.0.1", "2130706433"),
        ("127.0.0.1", "[::ffff:192.0.2.7]"),
        ("127.0.0.1", "[::1%eth0]:8000"),
        ("127.0.0.1", "loca\u017fhost"),  # a letter that is an s in lower case
        ("127.0.0.1", "localhost:8000, evil.example"),
        ("127.0.0.1", "localhost:x"),
        ("", "evil.example["),  # bound to every address
        ("", ""),
    ],
)
def test_a_host_that_only_looks_like_this_server_is_not_let_in(bound: str, host: str) -> None:
    assert not Gate(bound).lets_host(host)


@pytest.mark.parametrize(
    "origin",
    ["http://127.0.0.1", "http://127.0.0.1:8000/", "http://127.0.0.1:8000.evil.example", "http://localhost:8000",
     "file://", "http://[::1]:8000", "http://127.0.0.1:80000", "moz-extension://127.0.0.1:8000", "NULL",
     "http://127.0.0.1:8000 "],
)  # fmt: skip
def test_an_origin_that_only_looks_like_this_servers_is_not_let_in(origin: str) -> None:
    assert not Gate("127.0.0.1").lets_origin(origin, "127.0.0.1:8000")


def test_an_origin_is_compared_in_any_case() -> None:
    assert Gate("127.0.0.1").lets_origin("HTTP://LocalHost:8000", "localhost:8000")
