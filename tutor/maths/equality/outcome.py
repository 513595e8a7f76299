"""What a comparison says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tutor.maths.verdict import Certainty, Witness


@dataclass(frozen=True)
class Comparison:
    """Whether two expressions are the same function over the reals.

    `certainty` is `proved` for an exact identity, `sampled` where enclosures agree at many points; a difference
    is always proved, by its `witness` or by its `reason` (`shape`, `layout`). `note` is one sentence on the
    domain, or the sizes that do not fit.
    """

    outcome: Literal["equal", "different", "undecided"]
    certainty: Certainty | None = None
    witness: Witness | None = None
    note: str | None = None
    reason: str | None = None
