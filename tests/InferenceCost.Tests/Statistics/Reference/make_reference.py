#!/usr/bin/python3
"""Writes the reference values of the statistics tests, one JSON file per statistic, beside this script.

Needs SciPy and statsmodels (made with Debian 12's python3-scipy 1.10.1 and python3-statsmodels 0.13.5).
Nothing here shares a formula with the code under test: Tango's interval and that of a paired ratio come from numerically
maximised constrained likelihoods, binomial tails from exact fractions, bootstraps from all resamples there are, Fieller's
interval from searching the ratios that a t test does not reject, the rest from SciPy and statsmodels.
"""
import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import CompareMeans

HERE = Path(__file__).resolve().parent


def write(name, cases):
    (HERE / f"{name}.json").write_text(json.dumps(cases, indent=1) + "\n")
    print(name, len(cases))


def binomial_tail(n, k):
    """P(X <= k) for X ~ Bin(n, 1/2), exactly."""
    return Fraction(sum(math.comb(n, i) for i in range(k + 1)), 2**n)


def t_quantile(p, freedom):
    """SciPy 1.10.1's own is off by up to 2e-9; its distribution function is not."""
    return optimize.brentq(lambda x: stats.t.cdf(x, freedom) - p, 0, 1e4, xtol=1e-15, rtol=1e-15)


# --- order statistics -------------------------------------------------------------------------------------------
def order_statistic():
    rng = np.random.default_rng(1)
    cases = []
    for n, at_least in [(1, .95), (5, .95), (6, .95), (6, .99), (7, .95), (10, .95), (11, .95), (12, .95), (15, .95), (20, .95),
                        (30, .95), (30, .99), (10, .80), (101, .95)]:
        values = [round(v, 6) for v in rng.normal(0, 1, n)]
        ranks = [k for k in range(1, n // 2 + 1) if 1 - 2 * binomial_tail(n, k - 1) >= Fraction(str(at_least))]
        case = {"values": values, "atLeast": at_least}
        if n >= 6 and ranks:
            k = max(ranks)
            ordered = sorted(values)
            case |= {"low": ordered[k - 1], "high": ordered[n - k], "confidence": float(1 - 2 * binomial_tail(n, k - 1))}
        cases.append(case)
    write("order-statistic", cases)


# --- summaries --------------------------------------------------------------------------------------------------
def summary():
    rng = np.random.default_rng(2)
    samples = [[3.5], [2.0, 1.0], [1.0, 1.0, 1.0, 1.0], [5.0, 1.0, 4.0, 2.0, 3.0], [1e9, 1e9 + 1, 1e9 + 3]]
    samples += [[round(v, 6) for v in rng.lognormal(0, 1, n)] for n in (7, 10, 100)]
    write("summary", [{
        "values": s, "min": min(s), "p25": np.quantile(s, .25), "median": np.quantile(s, .5), "mean": float(np.mean(s)),
        "p75": np.quantile(s, .75), "max": max(s), "p99": np.quantile(s, .99)} for s in samples])


# --- tail percentiles -------------------------------------------------------------------------------------------
def tail():
    minimum = []
    for p in (.5, .9, .95, .97, .99, .999):
        n = 2
        while stats.binom.cdf(1, n, 1 - p) > 1 - .99:
            n += 1
        minimum.append({"probability": p, "calls": n})
    write("tail-minimum", minimum)

    # Samples are 1, 2, ..., n, so that the upper limit is itself the rank.
    limits = []
    for p, n in [(.9, 64), (.9, 65), (.9, 1000), (.9, 2048), (.95, 130), (.95, 5000), (.99, 662), (.99, 10000), (.999, 6636), (.999, 200000)]:
        beyond = max(k for k in range(1, n) if stats.binom.cdf(k, n, 1 - p) <= .01) if n <= 10000 else \
            int(stats.binom.ppf(.01, n, 1 - p)) - (stats.binom.cdf(stats.binom.ppf(.01, n, 1 - p), n, 1 - p) > .01)
        limits.append({"probability": p, "calls": n, "value": float(np.quantile(np.arange(1, n + 1), p)), "upperLimit": n - int(beyond)})
    write("tail-limit", limits)


# --- Tango ------------------------------------------------------------------------------------------------------
def likeliest_cells(b, c, rest, delta):
    """Cells p12 and p21 that maximise b ln p12 + c ln p21 + rest ln(1 - p12 - p21) with p12 - p21 = delta.

    The smaller of the two is searched; the log-likelihood is concave in it, so that halving on the sign of its slope finds
    the maximum, inside or on a bound."""
    largest = (1 - abs(delta)) / 2

    def cells(x):
        return (x + delta, x) if delta >= 0 else (x, x - delta)

    def slope(x):
        p12, p21 = cells(x)
        gain = (b / p12 if b else 0.0) + (c / p21 if c else 0.0)
        return gain - (rest / (largest - x) if rest else 0.0)

    low, high = 0.0, largest
    while True:
        middle = low + (high - low) / 2
        if not low < middle < high:
            break
        if slope(middle) > 0:
            low = middle
        else:
            high = middle

    def log_likelihood(x):
        p12, p21 = cells(x)
        return sum(k * math.log(p) for k, p in ((b, p12), (c, p21), (rest, 2 * (largest - x))) if k) if 0 < x < largest else -math.inf

    for nearby in (high * 1.001, high * 0.999):
        assert log_likelihood(nearby) <= log_likelihood(high) + 1e-9 * (b + c + rest) or log_likelihood(high) == -math.inf
    return cells(high)


def tango_z(b, c, n, delta):
    surplus = b - c - n * delta
    if surplus == 0:
        return 0.0
    p12, p21 = likeliest_cells(b, c, n - b - c, delta)
    variance = n * (p12 + p21 - delta**2)
    return surplus / math.sqrt(variance) if variance > 0 else math.copysign(math.inf, surplus)


def tango():
    tables = [(0, 1, 0, 0), (1, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (43, 0, 1, 0), (10, 0, 0, 0), (0, 0, 0, 25), (0, 12, 0, 0), (0, 0, 12, 0),
              (0, 6, 6, 0), (16, 5, 4, 1), (60, 0, 12, 8), (60, 12, 0, 8), (8900, 180, 230, 690), (9000, 0, 3, 997), (850, 21, 33, 96),
              (912345, 10211, 10307, 67137), (3, 1, 2, 0)]
    cases = []
    for a, b, c, d in tables:
        n = a + b + c + d
        estimate = (b - c) / n
        for confidence in (.90, .95):
            z = stats.norm.ppf(.5 + confidence / 2)
            tiny = 1e-13
            # Just beside the estimate: at it, a table without discordant items has no variance at all.
            low = -1.0 if estimate <= -1 else optimize.brentq(lambda x: tango_z(b, c, n, x) - z, -1 + tiny, estimate - tiny, xtol=1e-15)
            high = 1.0 if estimate >= 1 else optimize.brentq(lambda x: tango_z(b, c, n, x) + z, estimate + tiny, 1 - tiny, xtol=1e-15)
            cases.append({"counts": [a, b, c, d], "confidence": confidence, "low": low, "high": high,
                          "scoreAtMinus2Points": tango_z(b, c, n, -.02), "scoreAt0": tango_z(b, c, n, 0.0), "scoreAtPlus5Points": tango_z(b, c, n, .05)})
    write("tango", cases)


# --- McNemar ----------------------------------------------------------------------------------------------------
def mcnemar():
    cases = []
    for b, c in [(0, 1), (1, 0), (1, 1), (0, 5), (2, 8), (8, 2), (10, 10), (3, 4), (50, 75), (180, 230), (5000, 5100)]:
        m = b + c
        weights = [math.comb(m, x) for x in range(m + 1)]
        seen = abs(2 * b - m)
        more = sum(w for x, w in enumerate(weights) if abs(2 * x - m) > seen)
        same = sum(w for x, w in enumerate(weights) if abs(2 * x - m) == seen)
        cases.append({"counts": [20, b, c, 7], "midP": float(Fraction(2 * more + same, 2 ** (m + 1)))})
    write("mcnemar", cases)


# --- one proportion ---------------------------------------------------------------------------------------------
def proportion():
    cases = []
    for k, n in [(0, 1), (1, 1), (0, 10), (10, 10), (5, 10), (1, 872), (794, 872), (9012, 10000), (9999, 10000), (912345, 1000000)]:
        for confidence in (.90, .95, .99):
            exact = proportion_confint(k, n, 1 - confidence, "beta")
            exact = (0.0 if k == 0 else exact[0], 1.0 if k == n else exact[1])
            wilson = proportion_confint(k, n, 1 - confidence, "wilson")
            cases.append({"successes": k, "trials": n, "confidence": confidence, "clopperPearson": list(map(float, exact)), "wilson": list(map(float, wilson))})
    write("proportion", cases)


# --- paired mean ------------------------------------------------------------------------------------------------
def paired_mean():
    rng = np.random.default_rng(3)
    cases = []
    for n, confidence in [(2, .90), (3, .95), (10, .90), (50, .90), (50, .99), (200, .95)]:
        teacher = [round(v, 6) for v in rng.beta(8, 2, n)]
        student = [round(float(v), 6) for v in np.array(teacher) + rng.normal(-.01, .05, n)]
        difference = np.array(student) - np.array(teacher)
        low, high = stats.t.interval(confidence, n - 1, loc=difference.mean(), scale=stats.sem(difference))
        cases.append({"teacher": teacher, "student": student, "confidence": confidence, "low": low, "high": high})
    cases.append({"teacher": [.5, .25, .75], "student": [.25, 0.0, .5], "confidence": .90, "low": -.25, "high": -.25})
    write("paired-mean", cases)


# --- sample size ------------------------------------------------------------------------------------------------
def null_variance(discordance, difference, margin):
    """Variance of one item's difference at the margin, at the likeliest cells given what is planned: the numeric search again."""
    p12, p21 = likeliest_cells((discordance + difference) / 2, (discordance - difference) / 2, 1 - discordance, -margin)
    return p12 + p21 - margin**2


def items_needed(discordance, difference, margin, power=.8, alpha=.05):
    za, zb = stats.norm.ppf(1 - alpha), stats.norm.ppf(power)
    v0 = null_variance(discordance, difference, margin)
    return (za * math.sqrt(v0) + zb * math.sqrt(discordance - difference**2))**2 / (margin + difference)**2


def sample_size():
    cases = []
    for discordance, difference, margin, power in [(.02, 0, .02, .8), (.02, 0, .01, .8), (.04, 0, .01, .8), (.10, 0, .01, .8), (.25, 0, .03, .8), (.10, -.005, .01, .8),
                                                   (.10, .02, .01, .8), (.0, 0, .01, .8), (.05, -.05, .10, .8), (.05, .05, .01, .8), (.10, 0, .01, .9), (.06, -.019, .02, .8)]:
        cases.append({"discordance": discordance, "difference": difference, "margin": margin, "power": power,
                      "items": items_needed(discordance, difference, margin, power)})
    write("sample-size", cases)

    margins = []
    for n, discordance in [(872, .02), (872, .05), (408, .10), (10000, .04), (10000, .08), (50000, .05), (198, .25), (100, 0.0)]:
        margins.append({"items": n, "discordance": discordance, "margin": optimize.brentq(lambda m: items_needed(discordance, 0, m) - n, 1e-5, .999, xtol=1e-15)})
    write("provable-margin", margins)


# --- bootstrap --------------------------------------------------------------------------------------------------
def all_resamples(teacher, student, weight, confidence):
    """The interval over all k^k resamples of k units, so that it is the limit of infinitely many: of a difference of two ratios of
    sums, as perplexity and word error rate are. None unless both ends lie inside a step of the distribution, wide enough for 10,000
    random resamples to fall into the same one."""
    units = len(weight)
    picks = np.stack(np.meshgrid(*[np.arange(units)] * units, indexing="ij"), -1).reshape(-1, units)
    t, s, w = (np.array(v)[picks].sum(1) for v in (teacher, student, weight))
    differences = np.sort(s / w - t / w)
    ends = []
    for alpha in ((1 - confidence) / 2, (1 + confidence) / 2):
        reach = 5 * math.sqrt(alpha * (1 - alpha) / 10000)
        inner = differences[int((alpha - reach) * len(differences)):int((alpha + reach) * len(differences)) + 1]
        ends.append(float(inner[0]) if np.ptp(inner) < 1e-12 else None)
    return None if None in ends else ends


def bootstrap():
    rng = np.random.default_rng(7)
    cases = []
    while len(cases) < 6:
        n = int(rng.integers(4, 7))
        confidence = float(rng.choice([.80, .90, .95]))
        teacher = [int(v) for v in rng.integers(1, 20, n)]
        student = [int(v) for v in rng.integers(1, 20, n)]
        weight = [int(v) for v in rng.integers(1, 6, n)]
        if ends := all_resamples(teacher, student, weight, confidence):
            cases.append({"teacher": teacher, "student": student, "weight": weight, "confidence": confidence, "low": ends[0], "high": ends[1]})
    write("bootstrap", cases)


def clustered_bootstrap():
    """The sums of whole clusters are what is drawn."""
    rng = np.random.default_rng(16)
    cases = []
    while len(cases) < 6:
        k = int(rng.integers(3, 7))
        confidence = float(rng.choice([.80, .90, .95]))
        label = [int(v) for v in rng.permutation(np.repeat(rng.permutation(100)[:k] - 50, rng.integers(1, 5, k)))]
        teacher, student, weight = ([int(v) for v in rng.integers(1, top, len(label))] for top in (20, 20, 6))
        sums = [np.bincount(np.unique(label, return_inverse=True)[1], v) for v in (teacher, student, weight)]
        if ends := all_resamples(*sums, confidence):
            cases.append({"teacher": teacher, "student": student, "weight": weight, "clusters": label, "confidence": confidence,
                          "low": ends[0], "high": ends[1]})
    write("clustered-bootstrap", cases)


# --- error consistency ------------------------------------------------------------------------------------------
def items_of(table):
    """Student's and teacher's being right, item by item."""
    a, b, c, d = table
    return np.repeat([1.0, 1.0, 0.0, 0.0], [a, b, c, d]), np.repeat([1.0, 0.0, 1.0, 0.0], [a, b, c, d])


def error_consistency():
    """Kappa is that of statsmodels; the copy probability is the slope of the regression of the student's being right on the teacher's."""
    cases = []
    for table in [(1, 0, 0, 0), (0, 0, 0, 1), (0, 1, 0, 0), (0, 0, 1, 0), (5, 0, 0, 5), (0, 6, 4, 0), (10, 0, 0, 0), (0, 0, 0, 10), (9, 3, 0, 0),
                  (9, 0, 3, 0), (0, 3, 0, 9), (25, 25, 25, 25), (905, 25, 25, 45), (8900, 180, 230, 690), (3, 20, 30, 2), (912345, 10211, 10307, 67137)]:
        a, b, c, d = table
        student, teacher = items_of(table)
        cases.append({"counts": table,
                      "kappa": float(cohens_kappa([[a, b], [c, d]], return_results=False)) if sum(table) not in (a, d) else None,
                      "copyProbability": float(sm.OLS(student, sm.add_constant(teacher)).fit().params[1]) if len(set(teacher)) == 2 else None})
    write("error-consistency", cases)


def error_consistency_bootstrap():
    """All tables that resampling can give, with their probabilities. The quantiles of 10,000 random ones lie between exact quantiles
    a little outside and inside, five standard errors of the share below them away."""
    cases = []
    resamples = 10000
    for table, confidence in [((0, 6, 4, 0), .95), ((14, 5, 7, 4), .95), ((30, 6, 5, 9), .90), ((0, 12, 0, 8), .95), ((40, 12, 0, 0), .95), ((20, 1, 10, 3), .99)]:
        n = sum(table)
        tables = [(a, b, c, n - a - b - c) for a in range(n + 1) for b in range(n + 1 - a) for c in range(n + 1 - a - b)]
        weights = stats.multinomial.pmf(tables, n, np.array(table) / n)
        a, b, c, d = np.array(tables).T
        expected = ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
        mixed = (expected < 1) & (weights > 0)
        kappas = ((a + d)[mixed] / n - expected[mixed]) / (1 - expected[mixed])
        order = np.argsort(kappas, kind="stable")
        kappas, share = kappas[order], np.cumsum(weights[mixed][order]) / weights[mixed].sum()
        case = {"counts": table, "confidence": confidence}
        for name, alpha in (("low", (1 - confidence) / 2), ("high", (1 + confidence) / 2)):
            reach = 5 * math.sqrt(alpha * (1 - alpha) / resamples)
            case[name] = [float(kappas[min(np.searchsorted(share, p), len(kappas) - 1)]) for p in (max(0, alpha - reach), min(1, alpha + reach))]
        cases.append(case)
    write("error-consistency-bootstrap", cases)


# --- ratio of paired proportions --------------------------------------------------------------------------------
def likeliest_table(table, ratio):
    """Shares of (both, only student, only teacher, neither) that maximise the likelihood with student's = ratio x teacher's.

    By Lagrange each share is count / (n + mu g), g being the constraint's coefficients; mu is searched. Where no mu between the
    poles satisfies the constraint, a cell without items takes what is missing, at its pole."""
    counts, g = np.array(table, float), np.array([1 - ratio, 1.0, -ratio, 0.0])
    n = counts.sum()

    def surplus(mu):
        seen = counts > 0
        return float((g[seen] * counts[seen] / (n + mu * g[seen])).sum())

    low, high = max(-n / v for v in g if v > 0), min(-n / v for v in g if v < 0)
    nudge = 1e-13 * n
    if surplus(low + nudge) <= 0:
        mu = low
    elif surplus(high - nudge) >= 0:
        mu = high
    else:
        mu = optimize.brentq(surplus, low + nudge, high - nudge, xtol=1e-300, rtol=1e-15)
    weights = n + mu * g
    shares = np.divide(counts, weights, out=np.zeros(4), where=counts > 0)
    if mu in (low, high):
        taker = int(np.argmin(np.abs(weights)))
        assert counts[taker] == 0
        shares[taker] = -float(g @ shares) / g[taker]
    assert abs(shares.sum() - 1) < 1e-9 and abs(g @ shares) < 1e-9 and (shares >= -1e-12).all(), (table, ratio, shares)
    return shares


def ratio_z(table, ratio):
    a, b, c, d = table
    n = sum(table)
    both, student, teacher, neither = likeliest_table(table, ratio)
    p_s, p_t = both + student, both + teacher
    # The textbook variance of s - ratio t, not the simpler one that the hypothesis allows.
    variance = n * (p_s * (1 - p_s) + ratio**2 * p_t * (1 - p_t) - 2 * ratio * (both - p_s * p_t))
    surplus = a + b - ratio * (a + c)
    return surplus / math.sqrt(variance) if abs(surplus) > 1e-12 else 0.0


def paired_ratio():
    tables = [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 0, 0, 25), (43, 0, 1, 0), (10, 0, 0, 0), (10, 0, 0, 5), (0, 12, 0, 3), (0, 0, 12, 3),
              (0, 6, 6, 0), (0, 6, 3, 2), (16, 5, 4, 1), (60, 0, 12, 8), (60, 12, 0, 8), (8900, 180, 230, 690), (9000, 0, 3, 997), (850, 21, 33, 96),
              (912345, 10211, 10307, 67137), (3, 1, 2, 0)]
    cases = []
    for table in tables:
        a, b, c, d = table
        for confidence in (.90, .95):
            z = stats.norm.ppf(.5 + confidence / 2)
            case = {"counts": table, "confidence": confidence, "none": a + b + c == 0}
            if not case["none"]:
                estimate = (a + b) / (a + c) if a + c else math.inf
                # Just beside the estimate: at it, a table without discordant items has no variance at all.
                beside = 1e-9
                case |= {"low": 0.0 if a + b == 0 else optimize.brentq(
                             lambda x: ratio_z(table, x) - z, 1e-3 if a + c else 1e-2, min(estimate * (1 - beside), 1e4), xtol=1e-15),
                         "high": None if a + c == 0 else optimize.brentq(
                             lambda x: ratio_z(table, x) + z, max(estimate * (1 + beside), 1e-4), 1e3, xtol=1e-15)}
                case["scores"] = [{"ratio": r, "z": ratio_z(table, r)} for r in (.95, .99, 1.02)]
            cases.append(case)
    write("paired-ratio", cases)


# --- several hypotheses -----------------------------------------------------------------------------------------
def holm():
    rng = np.random.default_rng(11)
    samples = [[.04], [0.0, 1.0], [.03, .03, .03], [.01, .04, .03, .005], [.9, .8, .7], [1.0, 1.0], [0.0, 0.0, .2]]
    samples += [[round(float(v), 6) for v in rng.beta(.3, 1, n)] for n in (10, 100)]
    write("holm", [{"pValues": s, "adjusted": [float(v) for v in multipletests(s, method="holm")[1]]} for s in samples])


# --- one more value ---------------------------------------------------------------------------------------------
def prediction():
    rng = np.random.default_rng(12)
    samples = [[1.0, 2.0], [.5, .25, .75], [.25, .25, .25]] + [[round(float(v), 6) for v in rng.normal(.9, .01, n)] for n in (3, 5, 30)]
    cases = []
    for s in samples:
        for confidence in (.90, .95):
            frame = sm.OLS(s, np.ones(len(s))).fit().get_prediction([[1.0]]).summary_frame(alpha=1 - confidence)
            cases.append({"values": s, "confidence": confidence, "low": float(frame.obs_ci_lower.iloc[0]), "high": float(frame.obs_ci_upper.iloc[0])})
    write("prediction", cases)


# --- two independent samples ------------------------------------------------------------------------------------
def welch():
    rng = np.random.default_rng(13)
    pairs = [([1.0, 2.0], [3.0, 5.0]), ([.5, .5, .5], [.25, .5, .25, .75]), ([.9, .91, .93], [.5, .5])]
    pairs += [([round(float(v), 6) for v in rng.normal(.9, s, n)], [round(float(v), 6) for v in rng.normal(.88, t, m)])
              for n, s, m, t in ((3, .01, 3, .03), (5, .001, 20, .05), (30, .02, 30, .02), (2, .1, 100, .01))]
    cases = []
    for first, second in pairs:
        for confidence in (.90, .95):
            both = CompareMeans.from_data(first, second)
            difference = np.mean(first) - np.mean(second)
            reach = t_quantile(.5 + confidence / 2, both.dof_satt()) * both.std_meandiff_separatevar
            cases.append({"first": first, "second": second, "confidence": confidence, "low": float(difference - reach), "high": float(difference + reach)})
    write("welch", cases)


# --- ratio of paired means --------------------------------------------------------------------------------------
def fieller():
    """The ratios that a t test of the differences numerator - ratio x denominator does not reject, searched outwards from the estimate."""
    rng = np.random.default_rng(14)
    pairs = [([1.0, 2.0], [3.0, 3.5]), ([.5, .25, .75], [1.0, .5, 1.5]), ([.9, .8, .7, .2], [.5, .5, .5, .5]), ([-1.0, .5, .75, .5], [2.0, 2.5, 1.5, 2.0]),
             ([1.0, 2.0, 3.0], [-4.0, -5.0, -4.5]), ([1.0, -1.0, 1.0, 0.0], [1.0, -1.0, .5, 0.0]), ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]), ([.3, .4], [.1, .9])]
    for n in (5, 20, 200):
        below = np.round(rng.beta(8, 2, n), 6)
        pairs.append(([float(v) for v in np.round(below * .97 + rng.normal(0, .05, n), 6)], [float(v) for v in below]))
    cases = []
    for above, below in pairs:
        x, y = np.array(above), np.array(below)
        n = len(x)
        for confidence in (.90, .95):
            critical = t_quantile(.5 + confidence / 2, n - 1)
            case = {"numerators": above, "denominators": below, "confidence": confidence}
            if abs(y.mean()) > critical * stats.sem(y):
                estimate = x.mean() / y.mean()

                def excess(ratio):
                    z = x - ratio * y
                    spread = stats.sem(z)
                    return abs(z.mean()) / spread - critical if spread > 0 else (-1.0 if abs(z.mean()) < 1e-12 else 1.0)

                def end(step):
                    while excess(estimate + step) < 0:
                        step *= 2
                    return optimize.brentq(excess, estimate, estimate + step, xtol=1e-15)

                proportional = np.ptp(x - estimate * y) < 1e-12
                case |= {"low": estimate if proportional else end(-1e-3), "high": estimate if proportional else end(1e-3)}
            cases.append(case)
    write("fieller", cases)


# --- paired mean of clusters ------------------------------------------------------------------------------------
def clustered_mean():
    rng = np.random.default_rng(15)
    cases = []
    for clusters, sizes, confidence in [(2, (1, 1), .90), (2, (3, 5), .90), (3, (1, 4), .95), (10, (1, 6), .90), (30, (5, 5), .95), (60, (1, 2), .90)]:
        label = np.repeat(rng.permutation(1000)[:clusters] - 500, rng.integers(sizes[0], sizes[1] + 1, clusters))
        label = rng.permutation(label)
        shared = dict(zip(np.unique(label), rng.normal(0, .1, clusters)))
        teacher = np.round(rng.beta(8, 2, len(label)), 6)
        student = np.round(teacher - .01 + [shared[k] for k in label] + rng.normal(0, .05, len(label)), 6)
        fit = sm.OLS(student - teacher, np.ones(len(label))).fit(cov_type="cluster", cov_kwds={"groups": np.unique(label, return_inverse=True)[1]}, use_t=True)
        low, high = fit.conf_int(alpha=1 - confidence)[0]
        cases.append({"teacher": [float(v) for v in teacher], "student": [float(v) for v in student], "clusters": [int(v) for v in label],
                      "confidence": confidence, "low": float(low), "high": float(high)})
    write("clustered-mean", cases)


if __name__ == "__main__":
    order_statistic()
    summary()
    tail()
    tango()
    mcnemar()
    proportion()
    paired_mean()
    sample_size()
    bootstrap()
    clustered_bootstrap()
    error_consistency()
    error_consistency_bootstrap()
    paired_ratio()
    holm()
    prediction()
    welch()
    fieller()
    clustered_mean()
