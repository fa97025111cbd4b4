"""How samples become figures."""

import statistics

Samples = list[float]


def spread(samples_ms: Samples) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(samples_ms)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return {"p50": round(statistics.median(ordered), 1), "p95": round(p95, 1)}
