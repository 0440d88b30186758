"""Bulletins as the documents that offices have: text files converted by LibreOffice into every format.

    python tools/make_documents.py                       the fixtures of the tests: some issues of the sample
                                                         corpus; rich.fodt, with all that a page can have; and
                                                         office.fodt, a bulletin as an office sets it
    python tools/make_documents.py SOURCE TARGET         all text files of a folder, one folder a format

It needs LibreOffice (``soffice``) with a Chinese font; Debian: libreoffice-writer, fonts-noto-cjk. The
tests need neither: they read what this has made, under tests/data/documents.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from unionsearch.bulletin.encoding import decode

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "data" / "documents"
#: The sample issues that fixtures are made of: small ones, each of another look.
SAMPLES = ("2008/jiaogong-2008-09", "2010/jianglan-2010-05-traditional", "2010/yuntang-briefs-2010-07")
FILTERS = {
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "html": "HTML (StarWriter)",
    "pdf": "writer_pdf_Export",
}


def convert(sources: list[Path], target: Path) -> None:
    """Write each source in each format to ``target/FORMAT/``, the .doc under the suffix .wps as well.

    Sources are text files in any encoding, and flat OpenDocument files.
    """
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch, "plain")
        plain.mkdir()
        for source in sources:
            (plain / source.name).write_text(decode(source.read_bytes()).text, "utf-8", newline="\n")
        texts = [str(plain / source.name) for source in sources if source.suffix == ".txt"]
        others = [str(plain / source.name) for source in sources if source.suffix != ".txt"]
        for format, name in FILTERS.items():
            command = [
                *("soffice", f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}", "--headless"),
                *("--convert-to", f"{format}:{name}", "--outdir", str(target / format)),
            ]
            for option, files in ((["--infilter=Text (encoded):UTF8,LF,,,"], texts), ([], others)):
                if files:
                    subprocess.run([*command, *option, *files], check=True, stdout=subprocess.DEVNULL)
    for document in (target / "odt").glob("*.odt"):
        _without_pictures(document)
    (target / "wps").mkdir(exist_ok=True)
    for document in (target / "doc").glob("*.doc"):
        shutil.copyfile(document, target / "wps" / f"{document.stem}.wps")


def _without_pictures(document: Path) -> None:
    """A preview of the first page is half of a small file."""
    with zipfile.ZipFile(document) as packed:
        parts = [
            (info, packed.read(info)) for info in packed.infolist() if not info.filename.startswith("Thumb")
        ]
    with zipfile.ZipFile(document, "w") as packed:
        for info, data in parts:
            packed.writestr(info, data)


def main() -> None:
    """Make the fixtures, or convert the folder that is named."""
    if len(sys.argv) == 3:
        convert(sorted(Path(sys.argv[1]).glob("*.txt")), Path(sys.argv[2]))
        return
    samples = [ROOT / "corpus" / f"{sample}.txt" for sample in SAMPLES]
    convert([*samples, FIXTURES / "rich.fodt", FIXTURES / "office.fodt"], FIXTURES)
    shutil.rmtree(FIXTURES / "wps")  # the same bytes as the .doc; the tests rename these
    for picture in (*(FIXTURES / "html").glob("*.gif"), *(FIXTURES / "html").glob("*.png")):
        picture.unlink()


if __name__ == "__main__":
    main()
