"""Writes fixtures/reference.json: distribution functions by SciPy, and the scores of two support vector
machines over 100 splits, as in scikit-learn's example on comparing models.

    pip install -r test/metrics/requirements.txt
    python test/stats/reference.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.datasets import make_moons
from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
from sklearn.svm import SVC

z = [-8.5, -5, -3, -1.96, -1.5, -1, -0.3, -1e-5, 0, 0.1, 0.5, 1.3, 1.5, 2, 4, 8]
p = [1e-15, 1e-10, 1e-5, 0.001, 0.0249, 0.025, 0.25, 0.3, 0.499, 0.5, 0.6, 0.75, 0.975, 0.999, 1 - 1e-10]
df = [1, 2, 3, 4.5, 9, 27, 39, 100.7, 1000]


def split_differences():
    x, y = make_moons(noise=0.352, random_state=1, n_samples=100)
    splits = RepeatedStratifiedKFold(n_splits=10, n_repeats=10, random_state=0)
    scores = [
        cross_val_score(SVC(random_state=0, kernel=kernel), x, y, scoring="roc_auc", cv=splits)
        for kernel in ("rbf", "linear")
    ]
    return np.round(scores[0] - scores[1], 12).tolist()


out = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "z": z,
    "p": p,
    "df": df,
    "normalCdf": stats.norm.cdf(z).tolist(),
    "normalQuantile": stats.norm.ppf(p).tolist(),
    "tCdf": [stats.t.cdf(z, v).tolist() for v in df],
    "tQuantile": [stats.t.ppf(p, v).tolist() for v in df],
    "splitDifferences": split_differences(),
}
path = Path(__file__).parent / "fixtures" / "reference.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
