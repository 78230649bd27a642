"""The socket of a resident server is in a folder that only its user can enter, or there is none."""

import os
import socket
from pathlib import Path

import pytest

from book.verify.validators.server import place


def test_the_folder_is_in_that_of_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    found = place.find_folder(tmp_path / "elsewhere")
    assert found == tmp_path / "variorum"
    assert found.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("runtime", ["", "relative", "/nonexistent", "open to others"])
def test_else_it_is_named_by_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runtime: str
) -> None:
    if runtime == "open to others":
        runtime = str(tmp_path / "open")
        Path(runtime).mkdir(mode=0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
    assert place.find_folder(tmp_path) == tmp_path / f"variorum-{os.geteuid()}"


@pytest.mark.parametrize("what", ["open", "link", "file", "another user's"])
def test_what_another_user_may_have_put_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    path = tmp_path / f"variorum-{os.geteuid()}"
    if what == "open":
        path.mkdir()
        path.chmod(0o750)
    elif what == "link":
        (tmp_path / "target").mkdir(mode=0o700)
        path.symlink_to(tmp_path / "target")
    elif what == "file":
        path.touch(mode=0o600)
    else:
        path.mkdir(mode=0o700)
        owner = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
        path.rename(tmp_path / f"variorum-{owner + 1}")
    assert place.find_folder(tmp_path) is None


def test_a_path_that_is_too_long_for_a_socket_is_none() -> None:
    folder = Path("/tmp")
    assert place.socket_of(folder)
    assert place.socket_of(folder / ("x" * 80)) is None


def test_each_checkout_has_its_own_socket() -> None:
    assert place.socket_of(Path("/tmp"), Path("/a")) != place.socket_of(Path("/tmp"), Path("/b"))


def test_a_system_without_such_sockets_has_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    assert place.find_folder() is None


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="the system does not tell")
def test_another_user_at_the_other_end_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = os.geteuid()
    one, other = socket.socketpair()
    with one, other:
        assert place.is_own_peer(one)
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
        assert not place.is_own_peer(one)
