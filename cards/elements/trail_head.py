"""What the audit trail is called, printed where it can later be compared."""

from microsoft_teams.cards import CardElement

from cards.elements.parts import small_print
from content.words import Words


def trail_head(head: str, words: Words) -> list[CardElement]:
    """Return the line that names the head of the trail, if there is one to name."""
    return [small_print(words.text("audit.head", head=head))] if head else []
