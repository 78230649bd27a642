"""A guard against any use of the network."""

import socket

import pytest


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test at any attempt to use the network."""

    def refuse(*arguments: object, **_: object) -> None:
        pytest.fail(f"use of the network: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
