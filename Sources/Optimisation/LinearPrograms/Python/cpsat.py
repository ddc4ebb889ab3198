"""Solves an integer program with CP-SAT: reads it from standard input, tells of progress by lines.

Input is one JSON object, as CPSATRequest writes it. Each line of output is a JSON object: progress
with a bound, a better solution, or both; and last the status, with the final bound. A solution is the
numbers and values of the columns that are not zero.

An interrupt (SIGINT) ends the search, which keeps its best solution.
"""

import json
import signal
import sys
import threading
import time

# Before the slow import: its thread takes the signal, so that no step is cut in two.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

from ortools.sat.python import cp_model  # noqa: E402


def model_of(program):
    """The program as a model, and its columns."""
    model = cp_model.CpModel()
    columns = [
        model.new_int_var(low, high, "")
        for low, high in zip(program["lower"], program["upper"])
    ]
    starts = program["starts"]
    for row, (low, high) in enumerate(zip(program["rowLower"], program["rowUpper"])):
        part = slice(starts[row], starts[row + 1])
        terms = cp_model.LinearExpr.weighted_sum(
            [columns[column] for column in program["columns"][part]],
            program["coefficients"][part],
        )
        model.add_linear_constraint(
            terms,
            cp_model.INT_MIN if low is None else low,
            cp_model.INT_MAX if high is None else high,
        )
    model.minimize(cp_model.LinearExpr.weighted_sum(columns, program["costs"]))
    for column, value in zip(columns, program.get("start") or []):
        model.add_hint(column, value)
    return model


def solver_for(program):
    """A solver with the program's limits."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = program["threads"]
    parameters.random_seed = program["seed"]
    # Flows have strong LP relaxations; by default, little of them is used.
    parameters.linearization_level = 2
    parameters.absolute_gap_limit = program["gap"]
    parameters.catch_sigint_signal = False
    if program.get("deadline") is not None:
        left = program["deadline"] - time.monotonic()
        parameters.max_time_in_seconds = max(0.01, left)
    return solver


def stop_when_interrupted(solver):
    """Ends the search at the signal, from a thread of its own."""

    def wait():
        signal.sigwait({signal.SIGINT})
        solver.stop_search()

    threading.Thread(target=wait, daemon=True).start()


def say(**fields):
    """Writes a line at once."""
    print(json.dumps(fields), flush=True)


def found(response):
    """A solution as fields of a line."""
    pairs = [(at, value) for at, value in enumerate(response.solution) if value != 0]
    return {
        "incumbent": response.objective_value,
        "columns": [at for at, _ in pairs],
        "values": [value for _, value in pairs],
    }


class Progress(cp_model.CpSolverSolutionCallback):
    """Tells of each better solution."""

    def on_solution_callback(self):
        response = self.response_proto
        say(bound=response.best_objective_bound, **found(response))


def main():
    program = json.load(sys.stdin)
    model = model_of(program)
    solver = solver_for(program)
    stop_when_interrupted(solver)
    solver.best_bound_callback = lambda bound: say(bound=bound)
    status = solver.solve(model, Progress())
    response = solver.response_proto
    has_solution = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    say(
        status=solver.status_name(status),
        nodes=response.num_branches,
        **({"bound": response.best_objective_bound, **found(response)} if has_solution else {}),
    )


if __name__ == "__main__":
    main()
