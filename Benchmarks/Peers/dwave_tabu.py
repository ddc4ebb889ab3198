"""Multistart tabu search (MST2) of dwave-samplers."""

import contract
import numpy as np
from dwave.samplers.tabu import TabuSearch


def solve(problem, settings, seed, run):
    # With x = (1 + s) / 2, the Ising energy is Σ 4 J x x + Σ (2 h - 2 Σ J) x + constant.
    matrix = 2.0 * problem.symmetric().toarray()
    np.fill_diagonal(matrix, 2.0 * problem.fields - matrix.sum(axis=1))
    offset = int(problem.couplings.sum()) - int(problem.fields.sum())
    threshold = None if run.target is None else float(_ising_energy(problem, run.target) - offset)
    tenure = min(settings["tenure"], problem.size // 4)
    generator = np.random.default_rng(seed)
    start = generator.integers(0, 2, size=problem.size, dtype=np.int32)

    def search(milliseconds, restarts):
        return TabuSearch(
            matrix, start, tenure, milliseconds, restarts, contract.derived_seed(seed, 0),
            threshold, settings["coefficient"], settings["coefficient"] // 4 or 1, 1)

    conversion = _conversion_seconds(run.clock, matrix, start, tenure)
    run.start()
    run.credit(conversion)
    found = search(int(run.limit * 1000), 1_000_000_000)
    # It tells its best state at the end only; with a target, that's when the target is met.
    run.offer(2 * np.array(found.bestSolution()) - 1, at=min(run.elapsed(), run.limit))
    run.restarts = found.numRestarts()


def _conversion_seconds(clock, matrix, start, tenure):
    """What a search that is content with any state takes: the copying of the matrix."""
    began = clock()
    TabuSearch(matrix, start, tenure, 1, 0, 1, 1e300, 1, 1, 1)
    return clock() - began


def _ising_energy(problem, value):
    total = value * problem.divisor
    return problem.constant - total if problem.maximise else total - problem.constant


if __name__ == "__main__":
    contract.main("dwave-tabu", "dwave-samplers", solve)
