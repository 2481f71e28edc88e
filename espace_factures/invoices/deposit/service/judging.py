"""Whether a draft needs somebody's eyes: kept beside it, so that a list of files is read in one question."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from espace_factures.app.forms import parse
from espace_factures.app.reading import Reading
from espace_factures.core.documents import Finding, Level
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.service import twins
from espace_factures.invoices.deposit.service.agreement import READ
from espace_factures.invoices.deposit.service.faults import faults_of
from espace_factures.invoices.deposit.service.look import Look, is_credit_note
from espace_factures.invoices.deposit.service.precheck import Checked

REFERENCE: Final = re.compile(r"\bEF-\d{4}-\d{6,}\b")


class Standing(StrEnum):
    """Where a file stands."""

    READ = "lu"
    TO_CHECK = "a-verifier"
    TWIN = "deja-depose"
    CREDIT_NOTE = "avoir"


Verdict = dict[str, str]
"""`standing`, the number of `points` to look at, and the reference of the `twin`."""


def judge(uow: Reading, ports: Inside, checked: Checked) -> Verdict:
    """What the list of files says of a draft."""
    look, findings = checked.look, checked.findings
    if is_credit_note(look.draft):
        return {"standing": Standing.CREDIT_NOTE}
    if twin := _deposited(findings):
        return {"standing": Standing.TWIN, "twin": twin}
    points = _points(uow, ports, look, findings)
    return {"standing": Standing.TO_CHECK, "points": str(points)} if points else {"standing": Standing.READ}


def _deposited(findings: Sequence[Finding]) -> str:
    """The invoice that was deposited from the same file."""
    same = (finding for finding in findings if finding.code == twins.CODE and finding.field == "document")
    return next((found.group() for finding in same if (found := REFERENCE.search(finding.message))), "")


def _points(uow: Reading, ports: Inside, look: Look, findings: Sequence[Finding]) -> int:
    """How many things deserve a look: fields in fault or that nothing read sets, and warnings about the others."""
    warned = [finding.field for finding in findings if finding.level != Level.INFO]
    warned += [finding["field"] for finding in look.draft.findings if finding["level"] != Level.INFO]
    unread = [name for name in READ if look.draft.sources.get(name, "picture") == "picture"]
    faulty = _faulty(uow, ports, look)
    return len({*faulty, *unread} | {field or "document" for field in warned})


def _faulty(uow: Reading, ports: Inside, look: Look) -> list[str]:
    try:
        form = parse(Deposit, look.draft.values)
    except FormError as error:
        return list(error.fields)
    if look.place is None:
        return ["establishment"]
    return list(faults_of(uow, ports, look.draft.account_id, form, look.place, look.order))
