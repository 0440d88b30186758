"""Write unionsearch/data/script.txt: traditional characters and their simplified forms, one to one.

usage: python tools/make_script_table.py

Asks OpenCC (pip install opencc; Apache-2.0) for the simplified form of every single Han character.
Characters that OpenCC maps to more than one character, or to themselves, are left out. The table is
applied without context, to articles and queries alike, so that a quoted run always meets its text.
"""

from __future__ import annotations

from pathlib import Path

import opencc

HAN = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFF), (0x30000, 0x323AF)]
# 么 is the simplified form of 麼; OpenCC, reading it as traditional, makes it 幺.
FIXED = {"麼": "么", "麽": "么", "么": "么"}
TARGET = Path(__file__).resolve().parent.parent / "unionsearch" / "data" / "script.txt"


def main() -> None:
    # Regional variants first (裏/裡, 著/着 ...), then traditional to simplified.
    chains = [opencc.OpenCC("t2s"), opencc.OpenCC("tw2s"), opencc.OpenCC("hk2s")]
    pairs: dict[str, str] = {}
    for first, last in HAN:
        for code in range(first, last + 1):
            char = chr(code)
            if char in FIXED:
                pairs[char] = FIXED[char]
                continue
            for chain in chains:
                simple = chain.convert(char)
                if len(simple) == 1 and simple != char:
                    pairs[char] = simple
                    break
    # A form that is itself mapped further would make the table depend on how often it is applied.
    settled = {c: pairs.get(s, s) for c, s in pairs.items()}
    pairs = {c: s for c, s in settled.items() if s != c and settled.get(s, s) == s}
    TARGET.write_text("".join(pairs) + "\n" + "".join(pairs.values()) + "\n", encoding="utf-8")
    print(f"{len(pairs)} characters -> {TARGET}")


if __name__ == "__main__":
    main()
