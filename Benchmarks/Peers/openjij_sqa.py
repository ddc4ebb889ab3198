"""Simulated quantum annealing (path integral, discrete time) of OpenJij."""

import contract
import numpy as np
import openjij.cxxjij as compiled
from openjij_sa import graph_of


def solve(problem, settings, seed, run):
    unit = problem.field_scale()
    beta, gamma = settings["beta"] / unit, settings["gamma"] * unit
    sweeps, slices = settings["sweeps"], settings["trotter"]
    # The sampler's own default, after Morita & Nishimori, doi:10.1063/1.2995837.
    share = np.linspace(0, 1, sweeps)
    annealing = share**4 * (35 - 84 * share + 70 * share**2 - 20 * share**3)
    schedule = [((beta, float(parameter)), 1) for parameter in annealing]
    graph = graph_of(problem, settings.get("dense", False))
    generator = np.random.default_rng(seed)

    def start():
        # A last variable, always up, carries the fields.
        spins = 2 * generator.integers(0, 2, size=(slices, problem.size + 1)) - 1
        spins[:, -1] = 1
        return spins[:, : problem.size]

    system = compiled.system.make_transverse_ising(start().tolist(), graph, gamma)
    run.start()
    while not run.is_over():
        system.reset_spins(start())
        compiled.algorithm.Algorithm_SingleSpinFlip_run(
            system, contract.derived_seed(seed, run.restarts), schedule)
        run.restarts += 1
        run.sweeps += sweeps
        run.spin_updates += sweeps * slices * problem.size
        found = run.elapsed()
        for spins in np.asarray(system.trotter_spins)[: problem.size].T:
            run.offer(spins, at=found)


if __name__ == "__main__":
    contract.main("openjij-sqa", "openjij", solve)
