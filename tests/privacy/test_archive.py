"""What a person takes away: all that is theirs, and nothing else."""

import json

import pytest
from sqlmodel import Session

from espace_factures.core.access import Role
from espace_factures.privacy import messages as privacy_messages
from espace_factures.privacy.rules import file_names, leaving
from espace_factures.privacy.service import archive
from tests import factories
from tests.conftest import World
from tests.privacy import given
from tests.privacy.given import Life
from tests.statements import statements


@pytest.fixture
def life(world: World) -> Life:
    return given.a_life(world)


@pytest.fixture
def files(world: World, life: Life) -> dict[str, bytes]:
    return given.taken(world, life.me)


def test_it_holds_a_readme_the_nine_files_and_the_documents(files: dict[str, bytes]) -> None:
    names = [name for name in files if not name.startswith("documents/")]
    assert names == ["LISEZMOI.txt", *privacy_messages.FILES]


def test_the_readme_says_what_each_file_is(files: dict[str, bytes]) -> None:
    text = files["LISEZMOI.txt"].decode()
    assert all(name in text for name in (*privacy_messages.FILES, "documents/"))
    assert "18 nov. 2026 à 12 h 00" in text


def test_the_account_is_there_with_its_dates_in_noumea(files: dict[str, bytes]) -> None:
    account = given.read(files, "compte.json")
    assert (account["courriel"], account["prenom"], account["mobile"]) == (given.EMAIL, "Élodie", given.MOBILE)
    assert account["date_de_naissance"] == "1990-05-17"
    assert account["active_le"] == "2026-11-18T12:00:00+11:00"
    assert [key["nom"] for key in account["cles_d_acces"]] == ["Téléphone"]


def test_the_json_is_readable_as_it_stands(files: dict[str, bytes]) -> None:
    assert '\n  "prenom": "Élodie"' in files["compte.json"].decode()


def test_rights_requests_and_the_draft_are_there(files: dict[str, bytes]) -> None:
    found = given.read(files, "habilitations.json")
    assert [(row["etablissement"], row["role"]) for row in found["droits"]] == [("ATELIER DU LAGON", "Gestionnaire")]
    assert [row["fonction"] for row in found["demandes"]] == ["Gérante"]
    assert found["brouillons"][0]["saisie"] == {"name": "X"}


def test_her_invoices_are_there_and_not_her_colleagues(files: dict[str, bytes], life: Life) -> None:
    found = given.read(files, "factures.json")
    assert [row["reference"] for row in found["deposees"]] == [life.invoice]
    assert (
        found["deposees"][0] | {"total_ttc": 111_000, "direction": "Direction de l’éducation"} == found["deposees"][0]
    )
    assert [row["fichier"] for row in found["brouillons"]] == ["documents/brouillon.pdf"]


def test_her_credit_notes_are_there_and_are_no_drafts(world: World, life: Life) -> None:
    given.a_credit_note(world, life.me, life.invoice)
    found = given.read(given.taken(world, life.me), "factures.json")
    assert [(row["numero"], row["total_ttc"]) for row in found["avoirs"]] == [("A-1", 11_100)]
    assert found["avoirs"][0]["fichier"].endswith("avoir.pdf")
    assert [row["fichier"] for row in found["brouillons"]] == ["documents/brouillon.pdf"]


def test_her_ribs_are_there(files: dict[str, bytes], life: Life) -> None:
    assert [row["reference"] for row in given.read(files, "rib.json")] == [life.rib]


def test_a_demande_has_its_history_its_conversation_and_its_documents(files: dict[str, bytes], life: Life) -> None:
    rows = {row["reference"]: row for row in given.read(files, "demandes.json")["demandes"]}
    assert life.theirs not in rows
    mine = rows[life.invoice]
    assert [event["auteur"] for event in mine["historique"]] == ["Vous"]
    assert [message["auteur"] for message in mine["conversation"]] == ["Vous", leaving.SOMEBODY, "Province Sud"]
    assert all(row["fichier"] in files for row in mine["documents"])


def test_what_she_was_typing_is_there(files: dict[str, bytes]) -> None:
    (row,) = given.read(files, "demandes.json")["saisies_en_cours"]
    assert (row["endroit"], row["saisie"]) == ("rib", {"holder": "X"})


def test_what_she_said_in_her_colleagues_demande_is_there(files: dict[str, bytes], life: Life) -> None:
    found = given.read(files, "demandes.json")["messages_ailleurs"]
    assert [(row["demande"], row["texte"]) for row in found] == [(life.theirs, "Je réponds pour Jeanne.")]


def test_notices_choices_sessions_and_journal_are_there(files: dict[str, bytes]) -> None:
    assert given.read(files, "notifications.json")[0]["titre"] == "Un membre a quitté ATELIER DU LAGON"
    chosen = {(row["evenement"], row["canal"]): row["actif"] for row in given.read(files, "abonnements.json")}
    assert (chosen["Message d’un agent", "Courriel"], chosen["Habilitation et membres", "Courriel"]) == (False, True)
    assert given.read(files, "sessions.json")[0]["appareil"] == "Firefox sur Linux"
    assert [row["action"] for row in given.read(files, "journal.json")] == ["session.closed", "export.asked"]


def test_the_documents_she_deposited_are_there_each_under_its_own_name(files: dict[str, bytes], life: Life) -> None:
    names = {name.removeprefix("documents/"): content for name, content in files.items() if "documents/" in name}
    mine = f"{life.invoice} facture"
    assert set(names) == {f"{mine}.pdf", f"{mine} (2).pdf", "brouillon.pdf", "kbis.pdf"}
    assert names["kbis.pdf"] == b"kbis.pdf"


def test_nothing_secret_and_nothing_of_others_leaves(world: World, files: dict[str, bytes]) -> None:
    everything = b"\n".join(files.values()).decode()
    hashes = [
        row[0] for row in world.rows("SELECT token_hash FROM auth_sessions UNION SELECT password_hash FROM accounts")
    ]
    secrets = [given.SECRET, "recovery-hash", "code-hash", "public-key", *hashes]
    others = ["fournisseur à surveiller", "Collègue", "jeanne@exemple.nc"]
    assert not [word for word in (*secrets, *others) if word in everything]


def test_an_agent_takes_his_own_away_and_nothing_of_what_he_instructs(world: World, life: Life) -> None:
    files = given.taken(world, life.agent)
    assert given.read(files, "compte.json")["roles"] == [Role.INVOICE_AGENT]
    assert given.read(files, "demandes.json") == {"demandes": [], "saisies_en_cours": [], "messages_ailleurs": []}
    assert "Merci, bien reçu" not in b"".join(files.values()).decode()


def test_a_file_joined_to_an_internal_note_stays_with_the_province(world: World, life: Life) -> None:
    note = given.says(world, life.theirs, life.agent, "voir pièce", from_agent=True, is_internal=True)
    given.a_document(world, life.agent, "note.pdf", message_id=note.id)
    assert not [name for name in given.taken(world, life.agent) if name.startswith("documents/")]


def test_a_fresh_account_takes_away_empty_lists(world: World) -> None:
    files = given.taken(world, factories.an_account(world))
    assert given.read(files, "rib.json") == []
    assert json.loads(files["factures.json"]) == {"deposees": [], "avoirs": [], "brouillons": []}


@pytest.mark.parametrize(
    ("given_names", "written"),
    [
        (["a.pdf", "A.PDF", "a.pdf"], ["a.pdf", "A (2).PDF", "a (3).pdf"]),
        (["../../etc/passwd", "C:\\x\\y.pdf"], ["_.._etc_passwd", "C__x_y.pdf"]),
        (["", "...", " . "], ["document", "document (2)", "document (3)"]),
        (["e\u0301té.pdf", "a\u202eb.pdf", "sans point"], ["été.pdf", "a_b.pdf", "sans point"]),
        (["x" * 300 + ".pdf"], ["x" * 96 + ".pdf"]),
    ],
)
def test_a_name_can_be_written_by_any_system(given_names: list[str], written: list[str]) -> None:
    assert file_names.unique_names(given_names) == written


def test_it_asks_as_few_questions_for_many_demandes_as_for_one(world: World, life: Life) -> None:
    few = questions_of(world, life)
    for _ in range(5):
        given.an_invoice(world, life.me, life.place, life.direction)
    assert questions_of(world, life) == few


def questions_of(world: World, life: Life) -> int:
    """How many statements the archive of the person takes."""
    with statements(world.engine) as asked, Session(world.engine) as session:
        archive.pieces(session, life.me.account_id, "", world.clock.now())
    return len(asked)
