"""Raw text into values: what does not have the expected form is None, never a guess."""

import re
from datetime import date
from decimal import Decimal

TEXT_LENGTH = 100
NAME_LENGTH = 200
# xsd:decimal, whatever zeros are around it; digits of our own script only.
DECIMAL = re.compile(r"(?P<sign>[+-]?)0*(?P<whole>[0-9]{0,60})(?:\.(?P<fraction>[0-9]{0,60}))?")
WHOLE_DIGITS = 15
FRACTION_DIGITS = 10
# CII's formats 102, 203 and 204: the day, then perhaps the hour.
COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{4}|[0-9]{6})?")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
XPF = "XPF"
FRANC_NAMES = {"CFP", "FCFP", "XPF", "FXPF", "FRANCCFP", "FRANCSCFP", "FRANCPACIFIQUE", "FRANCSPACIFIQUE"}
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
RIDET_LENGTHS = {9, 10}
YEARS = range(1990, 2101)


def parse_text(raw: str | None, length: int = TEXT_LENGTH) -> str | None:
    """The text on one line, printable and of a bounded length; None when nothing is left."""
    words = " ".join((raw or "").split())
    return "".join(letter for letter in words if letter.isprintable())[:length].strip() or None


def parse_decimal(raw: str | None) -> Decimal | None:
    """A plain decimal number, its point a point."""
    found = DECIMAL.fullmatch((raw or "").strip())
    if found is None or not (found["whole"] or found["fraction"] or "0" in found.group()):
        return None
    whole, fraction = found["whole"] or "0", (found["fraction"] or "").rstrip("0")
    if len(whole) > WHOLE_DIGITS or len(fraction) > FRACTION_DIGITS:
        return None
    return Decimal(f"{found['sign']}{whole}.{fraction}" if fraction else f"{found['sign']}{whole}")


def parse_currency(raw: str | None) -> str | None:
    """The code of a currency, in capitals; the franc Pacifique by any of its names."""
    text = parse_text(raw)
    letters = re.sub(r"[\W_]", "", text or "").upper()
    return XPF if letters in FRANC_NAMES else letters if len(letters) == 3 else text


def whole_francs(amount: Decimal | None) -> int | None:
    """The amount in francs, when it is a whole number of them."""
    return int(amount) if amount is not None and amount == int(amount) else None


def parse_date(raw: str | None) -> date | None:
    """A day written 20261103 or 2026-11-03, whatever hour or zone follows the latter."""
    text = (raw or "").strip()
    found = COMPACT_DATE.fullmatch(text) or ISO_DATE.match(text)
    return day(*map(int, found.groups())) if found else None


def day(year: int, month: int, number: int) -> date | None:
    """The day, when it exists and an invoice can bear it."""
    try:
        return date(year, month, number) if year in YEARS else None
    except ValueError:
        return None


def parse_account(raw: str | None) -> str | None:
    """An account number as written, without its spaces."""
    return parse_text(re.sub(r"\s", "", raw or "").upper())


def is_iban(account: str) -> bool:
    """The account has the form of an IBAN and its key is right (ISO 13616, remainder of 97)."""
    if not IBAN.fullmatch(account):
        return False
    return int("".join(str(int(letter, 36)) for letter in account[4:] + account[:4])) % 97 == 1


def parse_ridet(raw: str | None) -> str | None:
    """A RIDET in its 10 digits; one written with a RID of 6 gains its leading zero."""
    digits = re.sub(r"[\s.]|RIDET", "", (raw or "").upper())
    is_ridet = digits.isascii() and digits.isdigit() and len(digits) in RIDET_LENGTHS
    return digits.zfill(10) if is_ridet else None
