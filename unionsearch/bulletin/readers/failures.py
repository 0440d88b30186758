"""What is said of a document that cannot be read: one function a reason, so that readers say alike."""

from __future__ import annotations

from unionsearch.errors import BulletinError
from unionsearch.lang import say


def damaged(file: str, why: str | None = None) -> BulletinError:
    """The bytes do not hold together. ``why`` is for those who know the format."""
    known, known_en = (f"（{why}）", f" ({why})") if why else ("", "")
    return BulletinError(
        say(f"{file} 已损坏或不完整{known}。", f"{file} is damaged or incomplete{known_en}."),
        say(
            "请重新复制；仍不行，就用写它的程序打开，另存一份。",
            "Copy it again; if that does not help, open it in the program that wrote it and save it anew.",
        ),
    )


def encrypted(file: str) -> BulletinError:
    """A password is needed to read it."""
    return BulletinError(
        say(f"{file} 有密码保护，读不了。", f"{file} is protected by a password and cannot be read."),
        say("请去掉密码，另存一份。", "Save a copy without the password."),
    )


def too_much(file: str, most: str) -> BulletinError:
    """More comes out of it than any bulletin holds. ``most`` is the limit as it is to be read."""
    return BulletinError(
        say(f"{file} 展开后太大，超过{most}。", f"{file} holds too much: more than {most} when unpacked."),
        say(
            "简报没有这么大；若确是简报，请拆成几个文件。",
            "No bulletin is so large; if it is one, split it into several files.",
        ),
    )


def unlawful_xml(file: str) -> BulletinError:
    """Its XML declares a document type, with which entities could be made to grow without end."""
    return BulletinError(
        say(
            f"{file} 内有文档类型声明（DTD），为安全起见不读。",
            f"{file} holds a document type declaration (DTD), which is not read for safety.",
        ),
        say(
            "正常的文档没有这种声明；请用写它的程序另存一份。",
            "No ordinary document has one; save it anew with the program that wrote it.",
        ),
    )


def without_text(file: str) -> BulletinError:
    """Pages, but no characters on them: pictures of pages."""
    return BulletinError(
        say(
            f"{file} 没有文字，只有图像，多半是扫描件。",
            f"{file} has pages but no text: it is probably a scan.",
        ),
        say(
            "请用文字识别（OCR）软件转成带文字的 PDF，或找原来的文档。",
            "Run it through text recognition (OCR), or look for the document it was printed from.",
        ),
    )


def unreadable_fonts(file: str) -> BulletinError:
    """Its characters are numbers of glyphs in fonts that do not say what they mean."""
    return BulletinError(
        say(
            f"{file} 的字体没有说明文字，读出来是乱码。",
            f"{file} has fonts that do not say which characters they show, so that it cannot be read.",
        ),
        say(
            "请用文字识别（OCR）软件转换，或找原来的文档。",
            "Run it through text recognition (OCR), or look for the document it was printed from.",
        ),
    )


def something_else(file: str, what: str, what_en: str) -> BulletinError:
    """The bytes are plainly something that is no text document, such as a spreadsheet."""
    return BulletinError(
        say(f"{file} 其实是{what}，不是文字文档。", f"{file} is in fact {what_en}, not a text document."),
        say("若内含简报，请另存为 .docx 或 .txt。", "If it holds a bulletin, save it as .docx or .txt."),
    )


def old_word(file: str) -> BulletinError:
    """A Word document from before 1997."""
    return BulletinError(
        say(
            f"{file} 是 Word 97 以前的格式，读不了。",
            f"{file} was written by a Word older than 97 and cannot be read.",
        ),
        say(
            "请用 Word、WPS 或 LibreOffice 另存为 .docx。", "Save it as .docx with Word, WPS or LibreOffice."
        ),
    )


def unknown(file: str) -> BulletinError:
    """Neither its suffix's format nor any other, nor text."""
    return BulletinError(
        say(
            f"{file} 的内容不是文档，与扩展名不符，或已损坏。",
            f"{file} is not what its suffix says, nor any other known document; it may be damaged.",
        ),
        say(
            "请用写它的程序打开，另存为 .docx。", "Open it in the program that wrote it and save it as .docx."
        ),
    )


def library_missing(file: str, library: str) -> BulletinError:
    """A library that reads this format is not installed."""
    return BulletinError(
        say(f"读 {file} 需要 {library}，尚未安装。", f"{file} needs {library}, which is not installed."),
        say(
            "请安装：pip install 'unionsearch[documents]'",
            "Install it: pip install 'unionsearch[documents]'",
        ),
    )


def too_long(file: str, seconds: float) -> BulletinError:
    """Reading did not come to an end."""
    return BulletinError(
        say(
            f"{file} 在 {seconds:g} 秒内没有读完，已放弃。",
            f"{file} was given up: reading it took more than {seconds:g} seconds.",
        ),
        say(
            "它可能已损坏；请用写它的程序打开，另存一份或拆成几个文件。",
            "It may be damaged. Open it in the program that wrote it, and save it anew or in several files.",
        ),
    )


def too_hungry(file: str) -> BulletinError:
    """Reading wanted more memory than a reader may have."""
    return BulletinError(
        say(f"读 {file} 需要的内存太多，已放弃。", f"{file} was given up: reading it takes too much memory."),
        say(
            "它可能已损坏；请用写它的程序打开，另存一份或拆成几个文件。",
            "It may be damaged. Open it in the program that wrote it, and save it anew or in several files.",
        ),
    )


def broke(file: str) -> BulletinError:
    """The process that read it came to a sudden end."""
    return BulletinError(
        say(f"{file} 使读取程序中断，多半已损坏。", f"{file} broke the reader; it is probably damaged."),
        say(
            "请用写它的程序打开，另存为 .docx。",
            "Open it in the program that wrote it and save it as .docx.",
        ),
    )
