"""Simulated annealing of qubovert."""

import contract
import numpy as np
from qubovert.sim._canneal import c_anneal_quso


def solve(problem, settings, seed, run):
    # The annealer's own compiled function; its Python front builds these lists at every call.
    unit = problem.field_scale()
    betas = np.geomspace(settings["hot"] / unit, settings["cold"] / unit, settings["sweeps"])
    temperatures = (1 / betas).tolist()
    matrix = problem.symmetric()
    fields = problem.fields.astype(np.float64).tolist()
    degrees = np.diff(matrix.indptr).tolist()
    neighbours, couplings = matrix.indices.tolist(), matrix.data.tolist()

    def sample(temperatures, seed):
        states, _ = c_anneal_quso(
            fields, degrees, neighbours, couplings, temperatures, 1, 1, [], seed)
        return np.ravel(states)

    # Every call converts the lists; what a call without sweeps takes is no solving.
    began = run.clock()
    sample([], 1)
    conversion = run.clock() - began
    run.start()
    while not run.is_over():
        run.credit(conversion)
        found = sample(temperatures, contract.derived_seed(seed, run.restarts))
        run.restarts += 1
        run.sweeps += len(betas)
        run.spin_updates += len(betas) * problem.size
        run.offer(found)


if __name__ == "__main__":
    contract.main("qubovert-sa", "qubovert", solve)
