"""Web pages saved as one file (.mht, .mhtml): the page's own part is read, its pictures are not."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from unionsearch.bulletin.encoding import UndecodableError, decode
from unionsearch.bulletin.readers.build import Builder
from unionsearch.bulletin.readers.failures import damaged
from unionsearch.bulletin.readers.source import Source
from unionsearch.bulletin.readers.webpage import from_html, page_text

_MOST_PARTS = 2000


def read(data: bytes, file: str) -> Source:
    """The text of a saved page. Raises BulletinError."""
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.compat32).parsebytes(data)
        plain: bytes | None = None
        for count, part in enumerate(message.walk()):
            if count > _MOST_PARTS:
                break
            kind = part.get_content_type()
            if kind not in ("text/html", "text/plain") or part.is_multipart():
                continue
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes) or not content.strip():
                continue
            if kind == "text/html":
                charset = part.get_param("charset")
                text, encoding = page_text(content, file, charset if isinstance(charset, str) else None)
                return from_html(text, file, "mht", encoding)
            plain = plain or content
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        raise damaged(file, type(error).__name__) from None
    if plain is None:
        raise damaged(file)
    try:
        decoded = decode(plain)
    except UndecodableError:
        raise damaged(file) from None
    builder = Builder(file)
    for line in decoded.text.splitlines():
        builder.add(line)
    return builder.source("mht", encoding=decoded.encoding)
