"""The box for the reason of a cost that lies far from the price standards: in every form that sets a cost."""

from django import forms
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import CleanCharField

from ..models import Proposal
from ..prices import price_line


def price_reason_field(proposal: Proposal, lang: str, *, initial: str = "") -> CleanCharField:
    """Never required by itself: only the rules know whether the cost is far off. Says the estimate."""
    line = price_line(proposal, lang)
    known = _("By the price standard: %(line)s.") % {"line": line.text} if line else ""
    asked = _("Needed only where the cost differs by more than 30%. Everybody can read it.")
    return CleanCharField(
        label=_("Why the cost differs from the price standard"),
        help_text=f"{known} {asked}".strip(),
        required=False,
        max_length=2_000,
        initial=initial or proposal.price_reason,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
