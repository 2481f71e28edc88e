"""What pages say of the parameters is made from those in force."""

from espace_factures.core.terms import Terms
from espace_factures.organisation.service import changing, parameters, rates
from tests.conftest import World


def said(world: World) -> Terms:
    """What the pages say, read again."""
    parameters.kept.forget()
    return world.do(parameters.terms)


def test_a_new_portal_says_the_values_it_comes_with(world: World) -> None:
    assert said(world) == Terms(
        payment="30\u00a0jours",
        payment_rule="délibération 136/CP, art. 71, remplacée en 2020 par la délibération 424",
        cooling_off="48\u00a0heures",
        largest_file="25\u00a0Mo",
        largest_bytes=25 * 1024 * 1024,
        message_files="5\u00a0fichiers",
        rates="3\u00a0%, 6\u00a0%, 11\u00a0% ou 22\u00a0%",
    )


def test_a_changed_parameter_is_said_at_once(world: World) -> None:
    changes = {
        "payment-period-days": "45",
        "rib-cooling-off-hours": "72",
        "largest-document-megabytes": "40",
        "files-a-message": "1",
    }
    for name, value in changes.items():
        world.do(changing.set_parameter, name, value, "", "délibération 1" if name == "payment-period-days" else "")
    world.do(rates.add, "8", "")
    found = said(world)
    assert (found.payment, found.payment_rule) == ("45\u00a0jours", "délibération 1")
    assert (found.cooling_off, found.message_files) == ("72\u00a0heures", "1\u00a0fichier")
    assert (found.largest_file, found.largest_bytes) == ("40\u00a0Mo", 40 * 1024 * 1024)
    assert found.rates == "3\u00a0%, 6\u00a0%, 8\u00a0%, 11\u00a0% ou 22\u00a0%"
