"""Adding a RIB: by a manager, checked where it is typed, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.core import rib as bank_details
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.establishments.rules import MemberRole
from espace_factures.ribs.models import Bank
from espace_factures.ribs.service import keeping
from tests import factories
from tests.ribs.conftest import Counter, an_iban

IBAN = "FR7617499000101234567890102"


def faults(counter: Counter, proof: str | None = None, **typed: str) -> dict[str, str]:
    """What the form is told, by field."""
    received, form = counter.proof() if proof is None else proof, counter.form(**typed)
    with pytest.raises(FormError) as refusal:
        counter.world.do(keeping.add, counter.proved(), "key", form, received)
    return refusal.value.fields


def test_a_rib_waits_for_two_agents_under_the_name_of_its_establishment(counter: Counter) -> None:
    row = counter.row(counter.adds(iban=IBAN))
    assert (row.status, row.told, row.title) == ("a-verifier", "À vérifier", f"RIB – {counter.place.name}")
    assert (row.iban, row.is_default, row.usable_from) == (IBAN, False, None)


def test_the_four_parts_make_the_iban(counter: Counter) -> None:
    parts = {"bank": "17499", "branch": "00010", "account": "12345678901", "key": "02"}
    assert counter.row(counter.adds(iban="", **parts)).iban == IBAN


def test_an_account_with_letters_has_its_own_check_digits(counter: Counter) -> None:
    parts = {"bank": "20041", "branch": "01005", "account": "0500013M026", "key": "06"}
    assert counter.row(counter.adds(iban="", **parts)).iban == "FR1420041010050500013M02606"


def test_a_wrong_key_says_what_to_compare_by_the_key(counter: Counter) -> None:
    parts = {"bank": "17499", "branch": "00010", "account": "12345678901", "key": "03"}
    assert faults(counter, iban="", **parts) == {
        "key": "La clé ne correspond pas aux autres chiffres : vérifiez-les sur votre RIB."
    }


def test_an_iban_with_a_wrong_digit_is_refused_by_the_iban(counter: Counter) -> None:
    assert "comparez chaque chiffre" in faults(counter, iban=IBAN[:-1] + "3")["iban"]


def test_parts_that_contradict_the_iban_are_pointed_at(counter: Counter) -> None:
    assert faults(counter, iban=IBAN, branch="00020") == {"branch": "L’IBAN dit 00010 : vérifiez l’un et l’autre."}


def test_everything_that_lacks_is_said_at_once(counter: Counter) -> None:
    assert set(faults(counter, proof="", iban="", holder="", establishment="")) == {
        "iban",
        "holder",
        "establishment",
        "proof",
    }


def test_a_document_of_somebody_else_is_no_proof(counter: Counter) -> None:
    assert set(faults(counter, proof=counter.proof(counter.first))) == {"proof"}


@pytest.mark.parametrize("typed", ["BCAD", "BCADNCNN1", "bcad-ncnn", "²" * 8])
def test_a_bic_of_another_shape_says_how_it_is_written(counter: Counter, typed: str) -> None:
    with pytest.raises(FormError) as refusal:
        counter.form(bic=typed)
    assert "8 ou 11\u00a0caractères" in refusal.value.fields["bic"]


def test_the_bank_and_its_bic_come_from_the_provinces_table_first(counter: Counter) -> None:
    factories._save(counter.world, Bank(code="17499", name="BCI", bic="BCADNCNN", set_at=counter.world.clock.now()))
    row = counter.row(counter.adds(iban=an_iban("17499")))
    assert (row.bank_name, row.bic) == ("BCI", "BCADNCNN")


def test_a_bank_of_the_published_list_is_named_without_a_table(counter: Counter) -> None:
    row = counter.row(counter.adds(iban=an_iban("18319")))
    assert (row.bank_name, row.bic) == ("SOCIETE GENERALE CALEDONIENNE DE BANQUE", "SOGENCNN")


def test_an_unknown_bank_never_blocks(counter: Counter) -> None:
    row = counter.row(counter.adds(iban=an_iban("14889")))
    assert (row.bank_name, row.bic) == ("", "")


def test_the_same_number_twice_is_refused_while_the_first_lives(counter: Counter) -> None:
    counter.adds(iban=IBAN)
    assert faults(counter, iban=IBAN) == {"iban": "Ce RIB est déjà celui de l’établissement."}


def test_a_repeated_submission_gives_the_first_reference(counter: Counter) -> None:
    first = counter.adds(once="once", iban=IBAN)
    assert counter.adds(once="once", iban=IBAN) == first
    assert len(counter.world.rows("SELECT 1 FROM ribs")) == 1
    assert len(counter.mails(counter.manager, "un RIB a été ajouté")) == 1


def test_submissions_at_the_same_instant_make_one_rib(counter: Counter) -> None:
    proofs = [counter.proof() for _ in range(4)]
    form, person = counter.form(iban=IBAN), counter.proved()
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(counter.world.do, keeping.add, person, "once", form, proof) for proof in proofs]
        references = {answer.result() for answer in asked}
    assert len(references) == 1
    assert len(counter.world.rows("SELECT 1 FROM ribs")) == 1


@pytest.mark.parametrize("role", [MemberRole.DEPOSITOR, MemberRole.FOLLOWER])
def test_only_a_manager_adds(counter: Counter, role: MemberRole) -> None:
    member = factories.a_member(counter.world, counter.place, role=role)
    with pytest.raises(NotFoundError):
        counter.adds(member)


def test_another_establishment_is_not_found(counter: Counter) -> None:
    other = factories.an_establishment(counter.world)
    with pytest.raises(NotFoundError):
        counter.adds(establishment=str(other.id))


def test_every_manager_is_warned_without_the_number(counter: Counter) -> None:
    colleague = factories.a_member(counter.world, counter.place)
    follower = factories.a_member(counter.world, counter.place, role=MemberRole.FOLLOWER)
    counter.adds(iban=IBAN)
    (text,) = counter.mails(colleague, "un RIB a été ajouté")
    assert bank_details.masked(IBAN) in text
    assert IBAN[4:22] not in text.replace("\u202f", "")
    assert counter.mails(counter.manager, "un RIB a été ajouté")
    assert counter.mails(follower, "un RIB a été ajouté") == []
