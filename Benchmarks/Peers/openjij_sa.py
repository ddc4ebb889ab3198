"""Simulated annealing of OpenJij."""

import contract
import numpy as np
import openjij.cxxjij as compiled
import scipy.sparse


def graph_of(problem, dense):
    """The model in OpenJij's own form: the last row and column hold the fields."""
    fields = scipy.sparse.csr_matrix(problem.fields.astype(np.float64)[:, None])
    interaction = scipy.sparse.bmat([[problem.upper, fields], [None, np.ones((1, 1))]])
    if not dense:
        return compiled.graph.CSRSparse(interaction.tocsr())
    graph = compiled.graph.Dense(problem.size)
    graph.set_interaction_matrix(interaction.toarray())
    return graph


def solve(problem, settings, seed, run):
    # The compiled system is built once; the sampler's Python front would do it at every call.
    unit = problem.field_scale()
    betas = np.geomspace(settings["hot"] / unit, settings["cold"] / unit, settings["sweeps"])
    schedule = [(float(beta), 1) for beta in betas]
    graph = graph_of(problem, settings.get("dense", False))
    system = compiled.system.make_classical_ising(graph.gen_spin(1), graph)
    run.start()
    while not run.is_over():
        restart_seed = contract.derived_seed(seed, run.restarts)
        system.reset_spins(graph.gen_spin(restart_seed))
        compiled.algorithm.Algorithm_SingleSpinFlip_run(system, restart_seed, schedule)
        run.restarts += 1
        run.sweeps += len(betas)
        run.spin_updates += len(betas) * problem.size
        run.offer(compiled.result.get_solution(system))


if __name__ == "__main__":
    contract.main("openjij-sa", "openjij", solve)
