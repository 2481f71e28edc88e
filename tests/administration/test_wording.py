"""Reasons and usual sentences are the Province's: worded, ordered, put aside, signed; what was said keeps its words."""

import pytest

from espace_factures.administration.forms import ReasonTyped, SentenceTyped
from espace_factures.administration.presenter.wording import ReasonRow, wording_row
from espace_factures.administration.service import wording
from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.core.errors import ForbiddenError, FormError, NotFoundError, ProofNeededError
from espace_factures.demandes.presenter import MOST_USED, life_rows, reason_groups
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers, kinds, reasons
from espace_factures.invoices.rules import LIFE, REASONS, Status
from tests import factories
from tests.administration.conftest import House
from tests.invoices.conftest import Office

SUSPENDED = str(Status.SUSPENDED)


def worded(words: str = "un document manque", place: str = "1", **typed: str) -> ReasonTyped:
    return parse(ReasonTyped, {"words": words, "place": place, "offered": "on"} | typed)


def sentence(text: str, place: str = "1", **typed: str) -> SentenceTyped:
    return parse(SentenceTyped, {"sentence": text, "sentence_place": place, "sentence_offered": "on"} | typed)


def row(house: House, code: str, kind: Kind = Kind.INVOICE) -> ReasonRow:
    """What the page says of a reason."""
    shown = [wording_row(one) for one in house.do(wording.listed) if one.kind is kind]
    return next(reason for reason in shown[0].reasons if reason.coded == code)


def offered(office: Office, status: str = SUSPENDED) -> list[str]:
    """The codes that the agent may choose from, in their order."""
    return [one.code for one in office.world.do(reasons.offered, office.agent, Kind.INVOICE, status).reasons]


def suspends(office: Office, code: str = "JUSTIF_ABS") -> str:
    """A suspended invoice."""
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason=code, comment="Le bon.")
    return reference


def test_each_reason_of_a_kind_is_in_one_group() -> None:
    grouped = [code for codes in LIFE.groups.values() for code in codes]
    assert sorted(grouped) == sorted(REASONS)


def test_each_usual_sentence_of_a_new_portal_explains_a_reason_there_is(house: House) -> None:
    rows = house.world.rows("SELECT kind, code FROM usual_sentences")
    assert rows
    assert {one.code for one in rows if one.code not in kinds.of(one.kind).life.reasons} == set()


def test_a_reason_is_told_in_its_new_words_and_signed(house: House, office: Office) -> None:
    house.do(wording.keep_reason, Kind.INVOICE, "JUSTIF_ABS", worded())
    suspends(office)
    (mail,) = office.world.rows("SELECT text FROM mails WHERE subject LIKE '%suspendue'")
    assert "Un document manque" in mail.text
    assert house.administrator.name in row(house, "JUSTIF_ABS").trace
    (entry,) = house.logged()
    assert (entry.action, entry.subject, entry.details["words"]) == (
        "reason.set",
        "reason:facture:JUSTIF_ABS",
        "un document manque",
    )


def test_what_is_already_decided_keeps_the_words_it_was_told_in(house: House, office: Office) -> None:
    reference = suspends(office)
    house.do(wording.keep_reason, Kind.INVOICE, "JUSTIF_ABS", worded())
    history = life_rows(office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference))
    (told,) = [step.reason for step in history if step.label == "Suspendue"]
    assert told.startswith("Un justificatif est absent ou insuffisant.")


def test_the_order_is_the_province_s(house: House, office: Office) -> None:
    house.do(wording.keep_reason, Kind.INVOICE, "DOUBLON", worded("la facture est un doublon"))
    house.do(wording.keep_reason, Kind.INVOICE, "JUSTIF_ABS", worded(place="40"))
    assert offered(office)[0] == "DOUBLON"
    assert offered(office)[-1] == "JUSTIF_ABS"


def test_a_reason_put_aside_is_neither_offered_nor_accepted(house: House, office: Office) -> None:
    house.do(wording.keep_reason, Kind.INVOICE, "JUSTIF_ABS", worded(offered=""))
    assert "JUSTIF_ABS" not in offered(office)
    with pytest.raises(FormError) as refusal:
        suspends(office)
    assert refusal.value.fields == {"reason": "Ce motif n’est plus proposé\u202f: choisissez-en un autre."}


def test_the_other_reason_is_always_offered(house: House) -> None:
    with pytest.raises(FormError) as refusal:
        house.do(wording.keep_reason, Kind.INVOICE, "AUTRE", worded(offered=""))
    assert set(refusal.value.fields) == {"offered"}


def test_a_reason_of_suspension_only_is_not_offered_to_a_rejection(office: Office) -> None:
    assert set(offered(office)) - set(offered(office, str(Status.REJECTED))) == {"JUSTIF_ABS"}
    assert offered(office, str(Status.TAKEN)) == []


def test_the_ones_the_agent_uses_come_first(office: Office) -> None:
    for code in ("QTE_ERR", "DOUBLON", "DOUBLON"):
        suspends(office, code)
    first, *_ = reason_groups(office.world.do(reasons.offered, office.agent, Kind.INVOICE, SUSPENDED))
    assert (first.label, [choice.value for choice in first.choices]) == (MOST_USED, ["DOUBLON", "QTE_ERR"])
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    theirs = reason_groups(office.world.do(reasons.offered, colleague, Kind.INVOICE, SUSPENDED))
    assert [group.label for group in theirs] == list(LIFE.groups)


def test_a_sentence_is_added_changed_and_put_aside(house: House, office: Office) -> None:
    def told() -> tuple[str, ...]:
        found = office.world.do(reasons.offered, office.agent, Kind.INVOICE, SUSPENDED).reasons
        return next(one.sentences for one in found if one.code == "MARCHE_TERM")

    house.do(wording.keep_sentence, Kind.INVOICE, "MARCHE_TERM", 0, sentence("Le marché a pris fin."))
    (added,) = row(house, "MARCHE_TERM").sentences
    number = int(added.opens.rsplit(":", 1)[1])
    before = told()
    house.do(wording.keep_sentence, Kind.INVOICE, "MARCHE_TERM", number, sentence("Le marché est clos."))
    after = told()
    aside = sentence("Le marché est clos.", sentence_offered="")
    house.do(wording.keep_sentence, Kind.INVOICE, "MARCHE_TERM", number, aside)
    assert (before, after, told()) == (("Le marché a pris fin.",), ("Le marché est clos.",), ())
    assert [entry.action for entry in house.logged()] == ["usual-sentence.set"] * 3


def test_nobody_else_words_them(house: House) -> None:
    with pytest.raises(ForbiddenError):
        house.world.do(wording.keep_reason, house.agent, Kind.INVOICE, "DOUBLON", worded())
    with pytest.raises(ForbiddenError):
        house.world.do(wording.listed, house.agent)
    house.world.clock.advance(hours=1)
    with pytest.raises(ProofNeededError):
        house.do(wording.keep_reason, Kind.INVOICE, "DOUBLON", worded())


@pytest.mark.parametrize(("kind", "code"), [("inconnu", "DOUBLON"), ("facture", "INCONNU"), ("rib", "DOUBLON")])
def test_only_the_codes_of_the_norm_are_worded(house: House, kind: str, code: str) -> None:
    with pytest.raises(NotFoundError):
        house.do(wording.keep_reason, kind, code, worded())


def test_a_sentence_of_another_reason_is_not_found(house: House) -> None:
    (one,) = house.world.rows("SELECT id FROM usual_sentences WHERE code = 'DOUBLON'")
    with pytest.raises(NotFoundError):
        house.do(wording.keep_sentence, Kind.INVOICE, "QTE_ERR", one.id, sentence("Autre"))


@pytest.mark.parametrize("place", ["", "0", "100", "deux"])
def test_a_place_is_a_small_number(place: str) -> None:
    with pytest.raises(FormError) as refusal:
        worded(place=place)
    assert set(refusal.value.fields) == {"place"}
