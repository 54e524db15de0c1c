"""The findings of a document for a list: headlines, what follows from each beneath it."""

from collections.abc import Sequence

from pipeline.contracts.finding import Finding
from pipeline.write.folding import Headline, fold, rank


def headlines(findings: Sequence[Finding]) -> tuple[Headline, ...]:
    """Worst first, by the worst of a headline and its followers; these worst first, too."""
    folded = (
        Headline(one.finding, tuple(sorted(one.followers, key=rank))) for one in fold(findings)
    )
    return tuple(
        sorted(folded, key=lambda headline: min(map(rank, (headline.finding, *headline.followers))))
    )
