"""Where a gram stream's characters come from is known for a whole text at once as it is one by one."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from unionsearch.search.origins import origins
from unionsearch.text import normalize, stream

_CHARACTERS = "渡口ab１２ \n\t\u3000\u200b\ufe0f，。”（％·○é\ud800\U00020000"


@given(st.text(alphabet=_CHARACTERS, max_size=30) | st.text(max_size=30))
@example("")
@example(" \n")
@example("ab \u200b cd")
@example("……渡口 。” ab\n\ncd")
def test_they_are_those_that_the_stream_remembers(text: str) -> None:
    mapped = stream(normalize(text))
    assert origins(text).tolist() == [mapped.origin(at) for at in range(len(mapped.text))]
