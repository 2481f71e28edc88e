"""« Délais », for anybody: how long each direction takes, from the same figures as the agents'."""

from espace_factures.app.reading import Reading
from espace_factures.core.ports import Inside
from espace_factures.organisation.service import parameters
from espace_factures.oversight.service import dashboard
from espace_factures.oversight.service.dashboard import Figures


def told(uow: Reading, ports: Inside) -> tuple[Figures, int]:
    """The figures, and the payment period in days."""
    period = parameters.at(uow.session, ports.clock.now()).payment_period
    return dashboard.kept(uow, ports, 0), period.days
