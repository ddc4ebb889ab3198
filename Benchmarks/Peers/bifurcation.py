"""Simulated bifurcation of the package of that name, on the CPU build of torch."""

import contract
import numpy as np
import simulated_bifurcation
import torch


def solve(problem, settings, seed, run):
    torch.set_num_threads(1)
    # It minimises s.Q.s + l.s with every pair of a matrix counted; float32 is what it's made for.
    matrix = torch.from_numpy(problem.symmetric().toarray().astype(np.float32) / 2)
    fields = torch.from_numpy(problem.fields.astype(np.float32))
    steps, agents = settings["steps"], settings["agents"]
    # The pump reaches 1 at the last step but a tenth, so that a longer run is a slower one.
    simulated_bifurcation.set_env(pressure_slope=1 / (0.1 * 0.9 * steps))
    polynomial = [matrix, fields] if problem.fields.any() else [matrix]
    run.start()
    while not run.is_over():
        torch.manual_seed(contract.derived_seed(seed, run.restarts))
        spins, energies = simulated_bifurcation.minimize(
            *polynomial, domain="spin", dtype=torch.float32, agents=agents, max_steps=steps,
            best_only=False, mode=settings["mode"], heated=settings["heated"], verbose=False,
            early_stopping=False, timeout=max(run.remaining(), 0.001))
        run.restarts += 1
        run.sweeps += steps
        run.offer(spins[int(torch.argmin(energies))].numpy())


if __name__ == "__main__":
    contract.main("bifurcation", "simulated-bifurcation", solve)
