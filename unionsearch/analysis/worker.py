"""A process that analyses batches of texts for another: ``python -c`` with :func:`main`.

It reads requests from its standard input and writes answers to its standard output, each a length and
as many bytes. The first request is the terms; each further one is a batch of texts. It ends when its
input does, so that it never outlives who started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from array import array
from itertools import chain, islice
from typing import IO, Any, NamedTuple

from unionsearch.analysis.analyzer import Analysed

_LENGTH = struct.Struct("<Q")
#: Between streams, and between words: none has it. One text is handed over faster than many.
_BETWEEN = "\n"
#: Words that both sides know by their numbers; with more they begin anew.
_MOST_WORDS = 1 << 18


class Answer(NamedTuple):
    """What was made of a batch. Words that were met before are known by their numbers.

    ``flats`` are the gram streams, ``counts`` how many words each text has and ``numbers`` these words,
    one text after another. ``added`` are the words that are new, numbered from ``known`` on; what was
    known by such numbers is forgotten.
    """

    flats: str
    counts: array[int]
    numbers: array[int]
    known: int
    added: str


class Speaker:
    """Puts what was made of batches into answers, which a :class:`Listener` must hear in order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def answer(self, batch: list[Analysed]) -> Answer:
        """The answer for a batch."""
        numbers = self._numbers
        if len(numbers) > _MOST_WORDS:
            numbers.clear()
        known = len(numbers)
        words = list(chain.from_iterable(one.words for one in batch))
        numbered = array("I", [numbers.setdefault(word, len(numbers)) for word in words])
        added = _BETWEEN.join(islice(numbers, known, None))
        flats = _BETWEEN.join(one.flat for one in batch)
        return Answer(flats, array("I", [len(one.words) for one in batch]), numbered, known, added)


class Listener:
    """Makes of answers again what they were made of."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def batch(self, answer: Answer) -> list[Analysed]:
        """The batch of an answer."""
        words = self._words
        del words[answer.known :]
        if answer.added:
            words += answer.added.split(_BETWEEN)
        said = [words[number] for number in answer.numbers]
        found: list[Analysed] = []
        if not answer.counts:
            return found
        start = 0
        for flat, count in zip(answer.flats.split(_BETWEEN), answer.counts, strict=True):
            found.append(Analysed(flat, said[start : start + count]))
            start += count
        return found


def send(stream: IO[bytes], message: Any) -> None:
    """Write a message. Raises OSError when nobody reads any more."""
    data = pickle.dumps(message, protocol=5)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message. Raises EOFError when the other side has ended."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def main() -> None:
    """Answer requests until there are no more."""
    # Ctrl-C is the business of who started us; our input ends with them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library may print must not come between the answers.

    from unionsearch.analysis.batch import BatchAnalyzer

    try:
        analyzer, speaker = BatchAnalyzer(receive(requests)), Speaker()
        while True:
            send(answers, speaker.answer(analyzer.analyse(receive(requests))))
    except (EOFError, OSError):
        sys.exit()
