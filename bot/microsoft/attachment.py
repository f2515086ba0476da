"""How Teams wants an Adaptive Card: in a message and in the window of a dialog alike."""

CARD_TYPE = "application/vnd.microsoft.card.adaptive"


def attachment(card: dict[str, object]) -> dict[str, object]:
    """Return `card` as an attachment."""
    return {"contentType": CARD_TYPE, "content": card}
