"""Pieces of text into drafts: whose title, byline, text or contributor each is, and the account of it.

What begins an article or ends one is decided by the parser; where its pieces go is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.companions import credit
from unionsearch.bulletin.draft import Draft, Piece, Regions, rendered, whole
from unionsearch.bulletin.reading import RegionKind
from unionsearch.bulletin.signature import Signature, find_signature
from unionsearch.model import Kind


class Assembly:
    """The drafts of one issue. ``current`` is open; ``notes`` wait for the next one.

    ``markdown``: signs are no words; ``settled``: not in bylines either.
    """

    def __init__(self, regions: Regions, markdown: bool, settled: bool) -> None:
        self.regions = regions
        self.markdown = markdown
        self.settled = settled
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.notes: list[Piece] = []

    def note(self, piece: Piece) -> None:
        """What is printed above a title and introduces that article."""
        self.notes.append(piece)
        self.regions.add("byline", [piece], len(self.drafts) + 1)

    def byline(self, draft: Draft, piece: Piece) -> None:
        """A line below the title, of which a part may say who sent the article in."""
        if piece.block.furniture and not piece.block.companion:
            self.regions.add("footer", [piece])
            return
        companion = piece.block.companion and not draft.credited
        found = piece.block.closing or credit(piece.text) if companion else None
        end = found.end if found else piece.start
        if found:
            draft.credited.append(Piece(piece.block, found.value_start, found.value_end))
            self.regions.add("contributor", [Piece(piece.block, piece.start, end)], draft.number)
        rest = Piece(piece.block, end, piece.end)
        if rest.text.strip():
            words = rendered(piece.block, end, piece.end) if self.settled else [rest]
            draft.byline += words
            self.account("byline", rest, words, draft.number)

    def begin(self, kind: Kind, section: str | None) -> Draft:
        """A new open article, under the editor's notes that wait for it."""
        draft = Draft(len(self.drafts) + 1, section, kind)
        draft.markdown = self.markdown
        for note in self.notes:
            if note.block.closing is not None and not draft.credited:
                who = note.block.closing
                draft.credited.append(Piece(note.block, who.value_start, who.value_end))
                self.regions.turn(note, "contributor")
            else:
                draft.byline.append(note)
        self.notes = []
        self.drafts.append(draft)
        self.current = draft
        return draft

    def closing(self, piece: Piece) -> None:
        """Text that may end in a signature."""
        assert self.current is not None
        signature = None if self.current.closed else _signature(piece)
        if signature is None:
            self.paragraph(piece)
        else:
            if signature.start:
                self.paragraph(Piece(piece.block, piece.start, piece.start + signature.start))
            self.sign(piece, signature)

    def paragraph(self, piece: Piece) -> None:
        """Text of the open article; what is no wording in it is markup."""
        assert self.current is not None
        words = self.current.words(piece)
        if words:
            self.current.body.append(piece)
        self.account("body", piece, words, self.current.number)

    def account(self, kind: RegionKind, piece: Piece, words: Sequence[Piece], article: int) -> None:
        """The regions of a line: its words are ``kind``, the rest is markup."""
        at = piece.start
        for part in (*words, Piece(piece.block, piece.end, piece.end)):
            self.regions.add("markup", [Piece(piece.block, at, part.start)], article)
            self.regions.add(kind, [part], article)
            at = part.end

    def close(self, piece: Piece, signature: Signature | None) -> None:
        """A line that ends articles in this issue ends the open one, and may name its contributor."""
        assert self.current is not None
        if signature is not None:
            self.sign(piece, signature)
        elif piece.block.date_line:
            self.paragraph(piece)
            self.current.ended = True
        else:
            self.end(piece)

    def end(self, piece: Piece) -> None:
        """责编：… below a text is printed with its byline; （完） is print."""
        assert self.current is not None
        named = any(c in piece.text for c in "：:")
        if named:
            self.current.byline.append(piece)
        self.regions.add("byline" if named else "footer", [piece], self.current.number if named else None)
        self.current.ended = True

    def tail(self, piece: Piece) -> None:
        """The issue's own last words. Sentences among them go to the last article's byline, and are found:
        were they that article's text after all, nothing is lost.
        """
        if self.current is None or not piece.block.prose:
            self.regions.add("footer", [piece])
            return
        self.current.byline.append(piece)
        self.regions.add("byline", [piece], self.current.number)

    def sign(self, piece: Piece, signature: Signature) -> None:
        """The open article's contributor, brackets and label included, ends ``piece``."""
        assert self.current is not None
        at = piece.start
        value = Piece(piece.block, at + signature.value_start, at + signature.value_end)
        if self.current.signed_above:
            # What stands in parentheses below the title said something else: （散文）
            for above in self.current.contributors:
                whole_line = whole(above.block)
                self.current.byline.append(whole_line)
                self.regions.turn(whole_line, "byline")
            self.current.contributors = []
        self.current.contributors.append(value)
        self.current.signed_above = False
        printed = Piece(piece.block, at + signature.start, piece.end)
        self.regions.add("contributor", [printed], self.current.number)


def _signature(piece: Piece) -> Signature | None:
    """The contributor at the piece's end."""
    closing = piece.block.closing
    if closing is None or closing.start < piece.start or piece.end < len(piece.block.text):
        return find_signature(piece.text)
    places = (closing.start, closing.end, closing.value_start, closing.value_end)
    return Signature(*(at - piece.start for at in places))
