"""Simulated annealing of dwave-samplers (the successor of dwave-neal)."""

import contract
import numpy as np
from dwave.samplers.sa.simulated_annealing import simulated_annealing

READS_PER_CALL = 2000


def solve(problem, settings, seed, run):
    # The sampler's own compiled function, as its Python front converts the model at every call.
    unit = problem.field_scale()
    betas = np.geomspace(settings["hot"] / unit, settings["cold"] / unit, settings["sweeps"])
    fields = problem.fields.astype(np.float64)
    rows, columns = problem.rows.astype(np.int32), problem.columns.astype(np.int32)
    couplings = problem.couplings.astype(np.float64)

    def sample(states, seed, interrupt):
        simulated_annealing(
            len(states), fields, rows, columns, couplings, 1, betas, seed, states, False,
            "Metropolis", interrupt)

    # A call without reads only converts the model: what it takes is no solving.
    empty = np.empty((0, problem.size), np.int8)
    began = run.clock()
    sample(empty, 1, None)
    conversion = run.clock() - began
    states = np.empty((READS_PER_CALL, problem.size), np.int8)
    batch = 0
    run.start()
    while not run.is_over():
        generator = np.random.default_rng([seed, batch])
        states[:] = 2 * generator.integers(0, 2, size=states.shape, dtype=np.int8) - 1
        finished = 0

        def after_read():
            nonlocal finished
            run.offer(states[finished])
            finished += 1
            run.restarts += 1
            run.sweeps += len(betas)
            run.spin_updates += len(betas) * problem.size
            return run.is_over()

        run.credit(conversion)
        sample(states, contract.derived_seed(seed, batch), after_read)
        batch += 1


if __name__ == "__main__":
    contract.main("dwave-sa", "dwave-samplers", solve)
