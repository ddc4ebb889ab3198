"""Writes what the tests of Tuning compare truncated normal distributions with.

usage: python3 scripts/truncated_normal_oracle.py >Tests/TuningTests/truncated-normal.csv

Needs SciPy and mpmath. Each line is the standard normal distribution cut to a range, with the
logarithm of its density at x and the value below which a share lies. SciPy loses digits where the
range is narrow or far out, so the numbers are mpmath's, with 60 digits; SciPy's stand beside them
where they agree to 1e-9, and are left out where they do not.
"""

import mpmath
import scipy
from scipy.stats import truncnorm

mpmath.mp.dps = 60

RANGES = [
    (-1, 1), (0, 1), (-0.5, 0.25), (-8, 8), (-38, 38), (-0.01, 5), (-1e-3, 1e-3),
    (2, 3), (5, 6), (10, 11), (30, 31), (30, 1e3), (-31, -30), (-1e3, -30), (37, 40), (40, 41),
    (100, 101), (-1e4, -1e3), (1e3, 1e4),
    (0, 1e-12), (1, 1 + 1e-9), (30, 30 + 1e-9), (30, 30.03), (30, 30.04), (-30.04, -30),
    (-1e6, 1e6), (-1e6, 0), (-1e-6, 1e6), (-1e-12, 1e-12),
]
SHARES = [1e-9, 0.001, 0.25, 0.5, 0.9, 0.999999]


def log_mass(a, b):
    """ln of the mass between a and b, from the tail that keeps its digits."""
    a, b = mpmath.mpf(a), mpmath.mpf(b)
    if a > 0:
        a, b = -b, -a
    return mpmath.log((mpmath.erfc(-b / mpmath.sqrt(2)) - mpmath.erfc(-a / mpmath.sqrt(2))) / 2)


def log_density(x, a, b):
    x = mpmath.mpf(x)
    return -x * x / 2 - mpmath.log(2 * mpmath.pi) / 2 - log_mass(a, b)


def quantile(share, a, b):
    """Bisection on the logarithm of the mass below."""
    low, high = mpmath.mpf(a), mpmath.mpf(b)
    target = mpmath.log(mpmath.mpf(share)) + log_mass(a, b)
    for _ in range(220):
        middle = (low + high) / 2
        low, high = (middle, high) if log_mass(a, middle) < target else (low, middle)
    return low


def number(x):
    return repr(float(x))


def checked(exact, scipys, scale=None):
    """SciPy's number where it is right to nine digits, else nothing."""
    error = abs(mpmath.mpf(float(scipys)) - exact) / (scale or max(1, abs(exact)))
    return number(scipys) if error < 1e-9 else ""


def main():
    print(f"# By truncated_normal_oracle.py, SciPy {scipy.__version__}, mpmath {mpmath.__version__}")
    print("lower,upper,x,log density,SciPy's,share,quantile,SciPy's")
    for a, b in RANGES:
        for index, share in enumerate(SHARES):
            x = float(min(max(a + (b - a) * index / 5, a), b))
            exact = log_density(x, a, b)
            at = quantile(share, a, b)
            scale = min(mpmath.mpf(b) - mpmath.mpf(a), 1 / max(1, min(abs(a), abs(b))))
            fields = [
                number(a), number(b), number(x), number(exact),
                checked(exact, truncnorm.logpdf(x, a, b)), number(share), number(at),
                checked(at, truncnorm.ppf(share, a, b), scale)]
            print(",".join(fields))


main()
