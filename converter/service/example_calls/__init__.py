"""The calls that show each answer of the service, a file a route."""

from converter.service.call import Call
from converter.service.example_calls import (
    dosage,
    ed_to_m10,
    ep_to_view,
    m1_to_ep,
    m10_to_ed,
    medicines,
    operations,
    prescriptions,
    receipts,
)

CALLS: tuple[Call, ...] = (
    *m1_to_ep.CALLS,
    *prescriptions.CALLS,
    *ed_to_m10.CALLS,
    *receipts.CALLS,
    *ep_to_view.CALLS,
    *m10_to_ed.CALLS,
    *medicines.CALLS,
    *dosage.CALLS,
    *operations.CALLS,
)
