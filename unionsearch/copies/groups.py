"""Articles that are copies of each other, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def groups(
    order: Sequence[int],
    texts: Mapping[int, int],
    alike: Mapping[int, Iterable[int]],
    sources: Mapping[int, int],
) -> list[list[int]]:
    """The groups, each with its first article in front, in the order of those.

    ``order`` are the articles, the oldest first; ``texts`` gives each a number, the same for the same
    text; ``alike`` gives, for a text, those that were found to be its copies; ``sources`` gives the file
    an article is from. Every member of a group is a copy of the group's first article, not of some
    other member only: through many small changes anything would be a copy of anything. Two articles of
    one file are never in one group, so that what stands in an issue is found in it.
    """
    waiting: dict[int, dict[int, list[int]]] = {}
    for article in reversed(order):
        waiting.setdefault(texts[article], {}).setdefault(sources[article], []).append(article)
    place = {article: i for i, article in enumerate(order)}
    grouped: set[int] = set()
    found = []
    for article in order:
        if article in grouped:
            continue
        grouped.add(article)
        # The next of each file that has one of these texts; the lists end with what comes first.
        nearest: dict[int, int] = {}
        own = sources[article]
        for text in (texts[article], *sorted(alike.get(texts[article], ()))):
            for source, articles in waiting.get(text, {}).items():
                while articles and articles[-1] in grouped:
                    articles.pop()
                if source != own and articles:
                    best = nearest.get(source)
                    if best is None or place[articles[-1]] < place[best]:
                        nearest[source] = articles[-1]
        if nearest:
            members = sorted(nearest.values(), key=place.__getitem__)
            grouped.update(members)
            found.append([article, *members])
    return found
