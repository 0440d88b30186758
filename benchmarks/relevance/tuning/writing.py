"""Weights as the file that the program reads, with a record of where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unionsearch.engines.protocol import Stream
from unionsearch.search.weights import Weights


def weights_file(weights: Weights, tuned: Mapping[str, Any]) -> str:
    """The text of ``weights.json``. ``tuned`` is the record of the tuning run."""
    streams: tuple[Stream, Stream] = ("words", "grams")
    first = [f"    {json.dumps(name)}: {json.dumps(_stream(weights, name))}" for name in streams]
    first.append(f'    "stated_date": {weights.stated_date}')
    first.append(f'    "issue_period": {weights.issue_period}')
    second = [f"    {json.dumps(name)}: {float(value)}" for name, value in weights.features.items()]
    record = json.dumps(tuned, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return (
        '{\n  "first_stage": {\n' + ",\n".join(first) + "\n  },\n"
        '  "second_stage": {\n' + ",\n".join(second) + "\n  },\n"
        f'  "depth": {weights.depth},\n'
        f'  "tuned": {record}\n}}\n'
    )


def _stream(weights: Weights, stream: Stream) -> dict[str, Any]:
    bm25f = weights.parameters[stream]
    return {
        "weight": weights.streams[stream],
        "k1": bm25f.k1,
        "fields": {field: list(pair) for field, pair in bm25f.fields.items()},
    }


def shipped() -> Path:
    """Where the weights stand that ship with the program."""
    import unionsearch.search

    return Path(unionsearch.search.__path__[0]) / "data" / "weights.json"
