"""What programs read: the rows of the pages, of their établissements alone."""

import pytest

from espace_factures.api.http.app import ENDPOINTS
from espace_factures.api.http.called import SCOPE, Called
from espace_factures.api.presenter.invoices import Part, Sort
from espace_factures.api.rules import Scope
from espace_factures.api.service import calls, tokens
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.invoices.following.repository.filters import SORTS
from espace_factures.invoices.following.rules import PARTS
from espace_factures.invoices.rules import Status
from tests import factories
from tests.api.conftest import Program, a_program
from tests.invoices.conftest import Office

ABOUT_ONE = [route for route in ENDPOINTS if "{reference}" in route.path]


def scope_of(route: Called) -> frozenset[Scope]:
    return getattr(route.endpoint, SCOPE)


def address(route: Called, reference: str, document: str = "x") -> str:
    return route.path.removeprefix("/api/v1").format(reference=reference, document=document)


def test_a_list_goes_on_where_it_stopped(office: Office, program: Program) -> None:
    references = [office.deposits() for _ in range(3)]
    first = program.get("/factures", params={"taille": 2}).json()
    second = program.get("/factures", params={"taille": 2, "place": first["suivante"]}).json()
    rows = [*first["factures"], *second["factures"]]
    assert [row["reference"] for row in rows] == references[::-1]
    assert second["suivante"] is None


def test_the_filters_are_those_of_the_page(office: Office, program: Program) -> None:
    cheap, dear = office.deposits(), office.deposits(total_ht="1 000 000", total_ttc="1 011 500")
    office.decides(dear, Status.TAKEN)
    asked = [{"statut": "prise-en-charge"}, {"min": 900_000}, {"tri": "montant-desc", "taille": 1}]
    found = [program.get("/factures", params=query).json()["factures"] for query in asked]
    assert [[row["reference"] for row in rows] for rows in found] == [[dear]] * 3
    narrowed = program.get("/factures", params={"etablissement": office.place.ridet, "max": 900_000}).json()
    assert [row["reference"] for row in narrowed["factures"]] == [cheap]
    assert set(Part) == set(filter(None, PARTS))
    assert set(Sort) == set(SORTS)


def test_a_filter_that_makes_no_sense_is_said(program: Program) -> None:
    answer = program.get("/factures", params={"statut": "perdue", "du": "hier"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"#/query/statut", "#/query/du"}


def test_one_invoice_with_its_history_and_its_papers(office: Office, program: Program) -> None:
    reference = office.deposits()
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison manque.")
    invoice = program.get(f"/factures/{reference}").json()
    assert (invoice["statut"], invoice["montant_ttc"], invoice["nature"]) == ("suspendue", 161_500, "facture")
    steps = program.get(f"/factures/{reference}/historique").json()["etapes"]
    assert [step["statut"] for step in steps][-1] == "suspendue"
    assert steps[-1]["motif_code"] == "JUSTIF_ABS"
    file = program.get(f"/factures/{reference}/documents/{invoice['documents'][0]['id']}")
    assert file.content.startswith(b"%PDF")
    assert program.get(f"/factures/{reference}/certificat").content.startswith(b"%PDF")


def test_numbers_of_ribs_are_masked(office: Office, program: Program) -> None:
    (rib,) = program.get("/ribs").json()["ribs"]
    assert office.rib is not None
    assert rib["iban"].endswith(office.rib.iban[-4:])
    assert office.rib.iban[4:20] not in str(rib)


def test_an_order_says_what_is_left_of_it(office: Office, program: Program) -> None:
    order = factories.an_order(office.world, office.place, office.direction, invoiced=61_500)
    (found,) = program.get("/bons-de-commande").json()["bons"]
    assert (found["numero"], found["reste"]) == (order.number, 100_000)


@pytest.mark.parametrize("route", ABOUT_ONE, ids=lambda route: route.path)
def test_what_is_of_another_is_nowhere(office: Office, neighbour: Program, route: Called) -> None:
    reference = office.deposits()
    document = office.world.rows("SELECT public_id FROM documents")[0].public_id
    (method,) = route.methods
    answer = neighbour.call(method, address(route, reference, document))
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_list_holds_nothing_of_another(office: Office, neighbour: Program) -> None:
    office.deposits()
    factories.an_order(office.world, office.place, office.direction)
    read = [neighbour.get(path).json() for path in ("/factures", "/ribs", "/bons-de-commande")]
    assert [next(iter(body.values())) for body in read] == [[], [], []]
    assert neighbour.get("/factures", params={"etablissement": office.place.ridet}).status_code == 404


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_opens_what_it_says_and_nothing_else(office: Office, scope: Scope) -> None:
    program, reference = a_program(office.world, office.supplier, office.place, [scope]), office.deposits()
    for route in ENDPOINTS:
        (method,) = route.methods
        answer = program.call(method, address(route, reference))
        assert (answer.status_code == 403) is not (scope_of(route) <= {scope}), route.path


def test_every_endpoint_says_its_scope() -> None:
    assert [route.path for route in ENDPOINTS if not hasattr(route.endpoint, SCOPE)] == []


def test_a_token_is_taken_from_its_header_alone(program: Program) -> None:
    bare = Program("")
    for query in ({"token": program.secret}, {"access_token": program.secret}, {"Authorization": program.secret}):
        assert bare.get("/etablissements", params=query).json()["code"] == "token-unknown"
    cookie = {"Cookie": f"__Host-session={program.secret}", "Authorization": ""}
    assert bare.get("/etablissements", headers=cookie).json()["code"] == "token-missing"


def test_calls_are_counted_and_the_answer_says_so(office: Office, program: Program) -> None:
    answer = program.get("/etablissements")
    assert answer.headers["ratelimit-policy"] == '"minute";q=120;w=60'
    assert answer.headers["ratelimit"] == '"minute";r=119'
    for _ in range(limits.most(Limit.API) - 1):
        office.world.do(calls.admit, program.secret, "")
    late = program.get("/etablissements")
    assert (late.status_code, late.headers["retry-after"]) == (429, "60")
    office.world.clock.advance(minutes=2)
    assert program.get("/etablissements").status_code == 200


@pytest.mark.parametrize("is_revoked", [False, True])
def test_a_flood_of_calls_fills_no_log(office: Office, program: Program, is_revoked: bool) -> None:
    if is_revoked:
        office.world.do(
            tokens.revoke, office.supplier, office.world.do(tokens.board, office.supplier).lines[0].token.public_id
        )
    for _ in range(limits.most(Limit.API) + 5):
        program.get("/etablissements")
    kept = office.world.rows("SELECT 1 FROM audit_entries WHERE action IN ('api.called', 'token.refused')")
    assert len(kept) == limits.most(Limit.API) + 1


def test_every_call_is_in_the_log(office: Office, program: Program) -> None:
    program.get("/factures/EF-2026-999999")
    (entry,) = office.world.rows("SELECT * FROM audit_entries WHERE action = 'api.called'")
    assert entry.details == {"method": "GET", "path": "/api/v1/factures/{reference}", "status": 404}
    assert entry.address == "203.0.113.9"


def test_what_is_not_there_is_a_problem_too(program: Program) -> None:
    for path, status in (("/rien", 404), ("/ribs/rien", 404)):
        answer = program.get(path)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert program.call("DELETE", "/ribs").json()["code"] == "method-not-allowed"
