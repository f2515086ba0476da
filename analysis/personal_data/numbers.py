"""Numbers that prove by their own check digit what they are."""


def is_iban(text: str) -> bool:
    """Say whether `text` is an account number by its checksum (ISO 13616, remainder 97)."""
    plain = text.replace(" ", "").upper()
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def is_tax_id(text: str) -> bool:
    """Say whether `text` is a German tax id by its check digit (ISO 7064, MOD 11,10)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 11 or digits[0] == 0:
        return False
    product = 10
    for digit in digits[:10]:
        total = (digit + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == digits[10]
