from __future__ import annotations

import re
from pathlib import Path

import pytest

from db import errors
from desktop.services.errors import UserError, told

KNOWN = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.WorkspaceError)]
KNOWN.remove(errors.WorkspaceError)


@pytest.mark.parametrize("kind", KNOWN)
def test_every_known_error_is_said_in_korean_with_its_place_and_what_to_do(
    kind: type[errors.WorkspaceError],
) -> None:
    path = Path("/업무/경제정책실.seonggwa")
    with pytest.raises(UserError) as caught, told():
        raise kind(path)
    assert str(path) in caught.value.sentence
    assert caught.value.sentence.endswith("주십시오.")
    assert not re.search(r"[{}]|[A-Za-z]+Error", caught.value.sentence)
    assert isinstance(caught.value.__cause__, kind)


def test_who_has_the_file_open_is_named() -> None:
    with pytest.raises(UserError, match="'김서무' 사용자가"), told():
        raise errors.LockedError(Path("a.seonggwa"), "김서무")
    with pytest.raises(UserError, match="다른 프로그램이"), told():
        raise errors.LockedError(Path("a.seonggwa"))


def test_a_bug_is_no_user_error() -> None:
    with pytest.raises(ZeroDivisionError), told():
        raise ZeroDivisionError
