"""jieba's Tokenizer, imported without what it is not used for. The only file that imports jieba.

Most of the time that importing jieba takes goes into two things. pkg_resources it only tries, and falls
back to plain file access, and we hand it its dictionary anyway. ``jieba.finalseg``, the tables of its
unknown-word model, is needed where somebody cuts with that model; it is loaded then.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any

_MODEL = "jieba.finalseg"


@cache
def tokenizer_class() -> Any:
    """jieba's Tokenizer. For whoever else uses jieba in this process, it is as it always is."""
    if "jieba" in sys.modules:
        import jieba
    else:
        with _without_pkg_resources(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Its regular expressions have invalid escapes.
            _put_off_the_model()
            import jieba
    return jieba.Tokenizer


@contextmanager
def _without_pkg_resources() -> Iterator[None]:
    hidden = "pkg_resources" not in sys.modules
    if hidden:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["pkg_resources"]


def _put_off_the_model() -> None:
    """Put a module in the model's place that loads itself when something of it is asked for.

    :class:`importlib.util.LazyLoader` would not do: to its modules, being imported is being asked.
    """
    package = find_spec("jieba")
    spec = package and PathFinder.find_spec(_MODEL, package.submodule_search_locations)
    # In an archive of modules, say, it is not found here; then jieba imports it as ever.
    if spec and spec.loader:
        model = module_from_spec(spec)
        model.__getattr__ = _loading(model)  # type: ignore[method-assign]
        sys.modules[_MODEL] = model


def _loading(module: ModuleType) -> Any:
    """What a module does that is asked for something it does not have: load, once."""
    lock = RLock()
    begun = False

    def load(name: str) -> Any:
        nonlocal begun
        with lock:
            if not begun:
                begun = True
                assert module.__spec__ is not None and module.__spec__.loader is not None
                module.__spec__.loader.exec_module(module)
        if name in vars(module):
            return vars(module)[name]
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}", name=name, obj=module)

    return load
