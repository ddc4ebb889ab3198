"""Optuna's and Hyperopt's TPE, asked trial by trial: the other side of `bench-tuning`.

usage: tuning_peers.py optuna|hyperopt

Writes its version, then serves studies until its input ends. A study is a line of JSON with its
arguments, whether it has constraints, its seed and its number of trials; for each trial this writes a line with the values of
the arguments, and reads one with the value of the function and the violation of its constraints.
Both tuners run with their defaults.
"""

import json
import os
import sys
from importlib.metadata import version

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

# Past every value of the functions: such trials are worse than feasible ones, by violation.
INFEASIBLE = 1e9


def evaluate(values):
    print(json.dumps(values), flush=True)
    value, violation = sys.stdin.readline().split()
    return float(value), float(violation)


def optuna_study(arguments, is_constrained, trials, seed):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.TPESampler(seed=seed)

    def suggest(trial, name, argument):
        if argument["type"] == "category":
            return trial.suggest_categorical(name, list(range(argument["count"])))
        if argument["type"] == "integer":
            return trial.suggest_int(name, argument["low"], argument["high"])
        return trial.suggest_float(name, argument["low"], argument["high"], log=argument["log"])

    def objective(trial):
        value, violation = evaluate(
            [suggest(trial, f"x{index}", argument) for index, argument in enumerate(arguments)])
        if is_constrained:
            trial.set_constraint("violation", violation)
        return value

    optuna.create_study(sampler=sampler).optimize(objective, n_trials=trials)


def hyperopt_study(arguments, is_constrained, trials, seed):
    import numpy
    from hyperopt import fmin, hp, tpe

    def space(name, argument):
        if argument["type"] == "category":
            return hp.choice(name, list(range(argument["count"])))
        if argument["type"] == "integer":
            return hp.randint(name, argument["low"], argument["high"] + 1)
        if argument["log"]:
            return hp.loguniform(name, numpy.log(argument["low"]), numpy.log(argument["high"]))
        return hp.uniform(name, argument["low"], argument["high"])

    def objective(values):
        value, violation = evaluate([float(value) for value in values])
        return value if violation == 0 else INFEASIBLE * (1 + violation)

    fmin(
        objective, [space(f"x{index}", argument) for index, argument in enumerate(arguments)],
        algo=tpe.suggest, max_evals=trials, rstate=numpy.random.default_rng(seed),
        show_progressbar=False, verbose=False)


def main():
    name = sys.argv[1]
    study = {"optuna": optuna_study, "hyperopt": hyperopt_study}[name]
    print(version(name), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        study(
            request["arguments"], request["isConstrained"], request["trials"], request["seed"])


if __name__ == "__main__":
    main()
