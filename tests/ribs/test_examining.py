"""What an agent sees beside the proof: alerts, other RIBs, the message of a refusal."""

from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.demandes.service.reasons import Reason
from espace_factures.ribs import presenter as ribs_presenter
from espace_factures.ribs.models import Bank
from tests import factories
from tests.ribs.conftest import Counter, an_iban


def alerts(counter: Counter, reference: str) -> dict[str, bool]:
    """The sentences, and whether each is severe."""
    found = counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference).panel.alerts
    return {alert.sentence: alert.is_severe for alert in found}


def knows(counter: Counter, code: str = "17499", bic: str = "BCADNCNN") -> None:
    """The bank is in the table."""
    factories._save(counter.world, Bank(code=code, name="BCI", bic=bic, set_at=counter.world.clock.now()))


def test_a_plain_rib_raises_nothing(counter: Counter) -> None:
    knows(counter)
    assert alerts(counter, counter.adds()) == {}


def test_a_holder_unlike_the_establishment_is_severe_and_marked(counter: Counter) -> None:
    knows(counter)
    reference = counter.adds(holder="Paul Martin")
    assert list(alerts(counter, reference).values()) == [True]
    dossier = counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference)
    assert ribs_presenter.view_of(dossier).holder_differs


def test_the_same_number_at_another_establishment_is_severe(counter: Counter) -> None:
    knows(counter)
    iban = an_iban()
    counter.adds(iban=iban)
    other = factories.an_establishment(counter.world)
    neighbour = factories.a_member(counter.world, other)
    reference = counter.adds(neighbour, establishment=str(other.id), holder=other.name, iban=iban)
    assert alerts(counter, reference) == {f"Le même IBAN est déclaré par {counter.place.name}.": True}


def test_an_unknown_bank_is_said(counter: Counter) -> None:
    (sentence,) = alerts(counter, counter.adds(iban=an_iban("14889")))
    assert sentence.startswith("La banque 14889 est inconnue")


def test_a_bank_from_elsewhere_is_named(counter: Counter) -> None:
    (sentence,) = alerts(counter, counter.adds(iban=an_iban("30004")))
    assert "30004 (BNP PARIBAS)" in sentence


def test_a_bic_of_another_bank_is_said(counter: Counter) -> None:
    knows(counter)
    (sentence,) = alerts(counter, counter.adds(bic="SOGENCNN"))
    assert "SOGENCNN n’est pas celui de cette banque" in sentence


def test_a_change_of_bank_is_said(counter: Counter) -> None:
    knows(counter)
    knows(counter, "18319", "SOGENCNN")
    counter.adds_validated()
    (sentence,) = alerts(counter, counter.adds(iban=an_iban("18319")))
    assert "déjà un RIB validé, dans une autre banque" in sentence


def test_the_other_ribs_of_the_establishment_are_masked_and_linked(counter: Counter) -> None:
    former, reference = counter.adds_validated(), counter.adds()
    (row,) = ribs_presenter.other_rows(counter.world.do(dossiers.agent_dossier, counter.first, Kind.RIB, reference))
    assert row.href == f"/administration/ribs/detail?ref={former}"
    assert counter.row(former).iban[-12:] not in repr(row)


def test_the_preview_is_what_would_leave(counter: Counter) -> None:
    reason = Reason("JUSTIF_ABS", "le relevé d’identité bancaire manque", "", 1, is_on=True)
    words = ribs_presenter.preview_words("EXEMPLE SARL", "FR7617499000101234567890102", reason, "Page 1 coupée.")
    assert words.startswith("Le RIB ••••\u00a00102 d’EXEMPLE SARL est refusé : le relevé")
    assert "« Page 1 coupée »" in words
