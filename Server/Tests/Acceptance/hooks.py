"""What schemathesis has to know of the interface: a stream of events is asked for a moment, as it never ends."""
import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.operation.path == "/events" and "run" not in (case.query or {}):
        case.query = {**(case.query or {}), "wait": 0}
