"""Writes fixtures/scipy.json: what SciPy and NumPy make of pairs of samples, of counts and of distribution functions.

    pip install -r test/drift/requirements.txt
    python test/drift/reference.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
from scipy import special, stats
from scipy.spatial.distance import jensenshannon

warnings.simplefilter("ignore")
rng = np.random.default_rng(20010301)


def steps(rows, seed, scale=1.0, shift=0.0):
    """Rows that a test can make itself, number for number: ((i * seed) mod 10007) / 10007 * scale + shift."""
    return (np.arange(1, rows + 1) * seed % 10007) / 10007 * scale + shift


def numbers(values):
    return [float(value) for value in values]


STORED = {
    "three apart from three": ([1, 2, 3], [4, 5, 6]),
    "five among seven": (rng.normal(size=5), rng.normal(0.5, size=7)),
    "eight among forty": (rng.normal(size=8), rng.normal(0.5, size=40)),
    "nine among nine": (rng.normal(size=9), rng.normal(1, size=9)),
    "thirteen among seventeen": (rng.normal(size=13), rng.normal(0.4, 2, size=17)),
    "twenty among twenty": (rng.normal(size=20), rng.normal(0.3, size=20)),
    "57 among 91": (rng.normal(size=57), rng.normal(0.2, 1.1, size=91)),
    "ties": (rng.normal(size=200).round(1), rng.normal(0.1, size=150).round(1)),
    "counts": (rng.poisson(2, size=300), rng.poisson(2.2, size=240)),
    "heavy tails": (rng.lognormal(sigma=2.5, size=250), 2 * rng.lognormal(sigma=2.5, size=250)),
    "the same": ([3, 1, 2, 5, 8, 13], [3, 1, 2, 5, 8, 13]),
    "constant and not": ([2] * 6, [1, 2, 3, 4, 5, 6, 7]),
    "negative and far": (rng.normal(-1e9, 1, size=40), rng.normal(-1e9, 1.5, size=60)),
}
MADE = [
    ([900, 7919, 1, 0], [1100, 6007, 1.1, 0]),
    ([1200, 7919, 1, 0], [1200, 6007, 1, 0.03]),
    ([9999, 7919, 1, 0], [10000, 6007, 1, 0.004]),
    ([10001, 7919, 1, 0], [40, 6007, 1, 0.1]),
    ([12000, 7919, 1, 0], [300, 6007, 1, 0.02]),
    ([30000, 7919, 1, 0], [20000, 6007, 1.01, 0]),
    ([60000, 7919, 1, 0], [90000, 6007, 1, 0.001]),
]


def compare(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    anderson = stats.anderson_ksamp([a, b]) if len(set([*a, *b])) > 1 else None
    return {
        "deviation": np.std(a),
        "ks": numbers(stats.ks_2samp(a, b)),
        "wasserstein": stats.wasserstein_distance(a, b),
        "mannWhitney": numbers(stats.mannwhitneyu(a, b)),
        "mannWhitneyLess": stats.mannwhitneyu(a, b, alternative="less").pvalue,
        "cramerVonMises": [(c := stats.cramervonmises_2samp(a, b)).statistic, c.pvalue],
        "energy": stats.energy_distance(a, b),
        "anderson": [anderson[0], anderson[2]],
        "eppsSingleton": numbers(stats.epps_singleton_2samp(a, b)) if min(len(a), len(b)) >= 5 and np.ptp(a) > 0 else None,
        "tTest": numbers(stats.ttest_ind(a, b)),
    }


def compare_counts(r, c):
    table = np.array([r, c])
    p, q = table[0] / sum(r), table[1] / sum(c)
    expected = np.array(r) * sum(c) / sum(r)
    return {
        "reference": [int(x) for x in r],
        "current": [int(x) for x in c],
        "chiSquare": numbers(stats.chi2_contingency(table, correction=False)[:3]),
        "yates": numbers(stats.chi2_contingency(table, correction=True)[:3]),
        "gTest": numbers(stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[:3]),
        "goodnessOfFit": numbers(stats.chisquare(c, expected)),
        "gOfFit": numbers(stats.power_divergence(c, expected, lambda_="log-likelihood")),
        "jensenShannon": [float(jensenshannon(p, q, base=2)), float(jensenshannon(p, q))],
        "entropy": float(stats.entropy(p, q)),
    }


TABLES = [
    [[8, 2], [1, 5]],
    [[45, 45], [30, 60]],
    [[0, 5], [5, 0]],
    [[3, 3], [3, 3]],
    [[1000, 1100], [1200, 1000]],
    [[7, 100000], [25, 120000]],
    [[499000, 501000], [500500, 499500]],
    [[10, 0], [3, 0]],
]


def histogram_edges(values, bins):
    return numbers(np.histogram_bin_edges(np.asarray(values), bins=bins))


EDGES = [rng.normal(size=70), rng.lognormal(size=333), np.arange(64.0), rng.integers(0, 9, size=200), rng.integers(0, 5000, size=100), [4.0] * 5]

out = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "stored": [{"name": k, "reference": numbers(a), "current": numbers(b), **compare(a, b)} for k, (a, b) in STORED.items()],
    "made": [{"reference": a, "current": b, **compare(steps(*a), steps(*b))} for a, b in MADE],
    "counts": [
        compare_counts([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]),
        compare_counts([450, 450], [300, 600]),
        compare_counts([207, 20, 25, 14, 25], [110, 10, 12, 9, 3]),
        compare_counts(rng.multinomial(10**6, np.full(300, 1 / 300)), rng.multinomial(5 * 10**5, np.full(300, 1 / 300))),
    ],
    "fisher": [{"table": t, "pValue": float(stats.fisher_exact(t).pvalue)} for t in TABLES],
    "edges": [
        {
            "values": numbers(v),
            "integers": bool(np.issubdtype(np.asarray(v).dtype, np.integer)),
            "sturges": histogram_edges(v, "sturges"),
            "doane": histogram_edges(v, "doane") if not np.issubdtype(np.asarray(v).dtype, np.integer) else None,
        }
        for v in EDGES
    ],
    "binomial": [
        [k, n, p, float(stats.binom.pmf(k, n, p))]
        for n in (1, 2, 7, 30, 1000, 10**6)
        for k in sorted({0, 1, n // 7, n // 2, n - 1, n})
        for p in (1e-6, 0.01, 0.3, 0.5, 0.97)
    ],
    "chiSquare": [
        [df * f, df, float(stats.chi2.sf(df * f, df))]
        for df in (1, 2, 3, 7.5, 10, 99, 1000, 10**5)
        for f in (0.01, 0.1, 0.5, 0.9, 1, 1.1, 1.5, 2, 5, 30)
    ],
    "kolmogorov": [
        [n, d, float(stats.kstwo.sf(d, n)), float(special.smirnov(n, d))]
        for n in (1, 2, 3, 5, 10, 50, 139, 140, 141, 500, 1000, 5000, 30000, 99999, 100001, 500000)
        for z in (0.1, 0.3, 0.5, 0.7, 0.9, 1, 1.2, 1.36, 1.48, 1.49, 1.63, 1.9, 2.1, 3, 4, 5, 8)
        if (d := z / np.sqrt(n)) < 1
    ],
    "benjaminiHochberg": (lambda p: {"pValues": numbers(p), "adjusted": numbers(stats.false_discovery_control(p))})(
        rng.uniform(size=40) ** 3
    ),
}
folder = Path(__file__).parent / "fixtures"
folder.mkdir(exist_ok=True)
(folder / "scipy.json").write_text(json.dumps(out, separators=(",", ":"), allow_nan=False) + "\n")
