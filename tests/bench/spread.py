"""Medians with their spread: a figure without one says little on a shared machine."""

from __future__ import annotations

from statistics import quantiles


def spread(values: list[float], unit: str = "ms", digits: int = 2) -> str:
    """ "0.95 ms (p10 0.80, p90 1.31)"."""
    parts = quantiles(values, n=10, method="inclusive")
    return f"{parts[4]:.{digits}f} {unit} (p10 {parts[0]:.{digits}f}, p90 {parts[8]:.{digits}f})"


def percentile(values: list[float], percent: int) -> float:
    """One percentile."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]
