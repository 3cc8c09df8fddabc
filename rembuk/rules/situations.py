"""What is asked of the rules: how a proposal stands, and who asks.

Apart from the flow, because forums and undoing ask with the same words.
"""

from dataclasses import dataclass

from .proposal_states import Channel
from .proposal_steps import POKIR_SEASON, SEASON, VILLAGE_MUSRENBANG
from .stages import STAGE, counts_for
from .variants import DEFAULT_VARIANT


@dataclass(frozen=True, slots=True)
class Situation:
    """How a proposal stands and which stages are open for its place.

    `village_plan_year_open` is None for a proposal without a line in a village plan.
    """

    state: str
    channel: str
    track: str
    open_stages: frozenset[str]
    variant: str = DEFAULT_VARIANT
    village_plan_year_open: bool | None = None

    @property
    def counting_stages(self) -> frozenset[str]:
        """The open stages whose track covers the place."""
        return frozenset(code for code in self.open_stages if counts_for(STAGE[code], self.track))

    @property
    def submit_stage_open(self) -> bool:
        """Whether it is the season of this channel; out of it a submission is kept for the next."""
        season = POKIR_SEASON if self.channel == Channel.POKIR else SEASON
        return not self.counting_stages.isdisjoint(season)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who asks: roles held today over this proposal's place or agency, and what binds them to it."""

    roles: frozenset[str]
    relations: frozenset[str] = frozenset()


def takes_proposals(open_stages: frozenset[str], over: frozenset[str], track: str) -> bool:
    """Whether a year takes proposals from a place: its season is open, and its Musrenbang not over.

    `open_stages` and `over` are the stages of one year that are open, and past, for the place. A region's
    stage that is open after the village's own Musrenbang (the thematic forums of January for a desa) opens no
    season there: nobody could agree to what came in, so it would only expire. It is kept for the next year.
    """
    covering = {code for code in open_stages if counts_for(STAGE[code], track)}
    deciding = {code for code in VILLAGE_MUSRENBANG if counts_for(STAGE[code], track)}
    return not covering.isdisjoint(SEASON) and deciding.isdisjoint(over)
