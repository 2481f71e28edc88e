"""New-Caledonian mobile numbers, by phonenumbers."""

import phonenumbers

REGION = "NC"
ASK = "Écrivez un numéro de mobile de Nouvelle-Calédonie, par exemple 75.12.34."


def parse_mobile(text: str) -> str:
    """The number as +687751234; ValueError says what to write."""
    try:
        number = phonenumbers.parse(text.replace(".", " "), REGION)
    except phonenumbers.NumberParseException:
        raise ValueError(ASK) from None
    kinds = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if not phonenumbers.is_valid_number_for_region(number, REGION) or phonenumbers.number_type(number) not in kinds:
        raise ValueError(ASK)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display(number: str) -> str:
    """« 75.12.34 »."""
    national = number.removeprefix("+687")
    return ".".join(national[start : start + 2] for start in range(0, len(national), 2))
