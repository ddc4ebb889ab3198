/// The Python side of ``CPSATSolver``: reads a program, solves it, and tells of progress line by line.
enum CPSATScript {
  static let text = """
    import json, sys, time
    started = time.monotonic()
    from ortools.sat.python import cp_model

    p = json.load(sys.stdin)
    model = cp_model.CpModel()
    x = [model.new_int_var(low, high, "") for low, high in zip(p["lower"], p["upper"])]
    at = p["starts"]
    for row, (low, high) in enumerate(zip(p["rowLower"], p["rowUpper"])):
        part = slice(at[row], at[row + 1])
        terms = cp_model.LinearExpr.weighted_sum(
            [x[column] for column in p["columns"][part]], p["coefficients"][part])
        model.add_linear_constraint(
            terms, cp_model.INT_MIN if low is None else low,
            cp_model.INT_MAX if high is None else high)
    model.minimize(cp_model.LinearExpr.weighted_sum(x, p["costs"]))
    for column, value in zip(x, p.get("start") or []):
        model.add_hint(column, value)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = p["threads"]
    solver.parameters.random_seed = p["seed"]
    # Flows have strong LP relaxations; by default, little of them is used.
    solver.parameters.linearization_level = 2
    solver.parameters.absolute_gap_limit = p["gap"]
    if p.get("seconds") is not None:
        left = p["seconds"] - (time.monotonic() - started)
        solver.parameters.max_time_in_seconds = max(0.01, left)

    def say(**fields):
        print(json.dumps(fields), flush=True)

    class Progress(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            say(incumbent=self.objective_value, bound=self.best_objective_bound)

    solver.best_bound_callback = lambda bound: say(bound=bound)
    status = solver.solve(model, Progress())
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    say(status=solver.status_name(status), nodes=solver.num_branches,
        bound=solver.best_objective_bound if found else None,
        incumbent=solver.objective_value if found else None,
        values=[solver.value(column) for column in x] if found else None)
    """
}
