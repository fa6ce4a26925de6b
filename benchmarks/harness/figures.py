"""Percentiles within a round, medians and spreads over rounds."""
import math
import statistics


def percentile(values, share):
    """The smallest value that at least this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def latencies(microseconds):
    """p50, p99, p99.9 and the largest, in milliseconds."""
    if not microseconds:
        return {}
    ordered = sorted(microseconds)
    at = lambda share: ordered[max(0, math.ceil(len(ordered) * share) - 1)] / 1000
    return {"p50_ms": at(0.5), "p99_ms": at(0.99), "p999_ms": at(0.999), "max_ms": ordered[-1] / 1000}


def summary(values):
    """The median of the rounds, and how far they lie apart."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    median = statistics.median(known)
    spread = (max(known) - min(known)) / median if median else 0.0
    return {"median": median, "min": min(known), "max": max(known), "spread": spread, "rounds": len(known)}


def over_rounds(rounds):
    """Each figure of the rounds, summed up."""
    names = []
    for one in rounds:
        names.extend(name for name, value in one.items() if is_number(value) and name not in names)
    return {name: summary([one.get(name) for one in rounds]) for name in names}


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def ratio(rounds, others, name="per_second"):
    """One by the other, round by round, since both were measured in the same minute."""
    pairs = zip(rounds, others)
    return summary([a[name] / b[name] for a, b in pairs if a.get(name) and b.get(name)])


def quantile_of_buckets(before, after, share):
    """Of a Prometheus histogram between two looks: upper bounds -> cumulative counts. Linear within a bucket."""
    bounds = sorted(after)
    counts = [after[bound] - before.get(bound, 0) for bound in bounds]
    if not counts or counts[-1] <= 0:
        return None
    wanted, lower, below = share * counts[-1], 0.0, 0
    for bound, count in zip(bounds, counts):
        if count >= wanted:
            if math.isinf(bound):
                return lower
            return lower + (bound - lower) * (wanted - below) / (count - below)
        lower, below = bound, count
    return lower
