"""What a forum is called."""

from rembuk.rules.forum_types import FORUM_TYPE


def forum_title(type_code: str, organiser: str, plan_year: int) -> str:
    """ "Musrenbang Desa Sukamaju 2028": the word that kind and organiser share is said once."""
    kind = FORUM_TYPE[type_code].label_id
    first, _, rest = organiser.partition(" ")
    return f"{kind} {rest if kind.endswith(f' {first}') else organiser} {plan_year}"
