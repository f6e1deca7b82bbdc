"""The table of faults and attacks says what the tests say."""

from __future__ import annotations

from tests import survival


def test_every_fault_of_the_table_is_shown_by_a_test() -> None:
    """A row without one would be a promise without proof."""
    tests = survival.shown()
    assert [row.number for row in survival.ROWS] == list(range(1, 37))
    assert [row.number for row in survival.ROWS if not tests.get(row.number)] == []
    assert sorted(set(tests) - {row.number for row in survival.ROWS}) == []


def test_the_table_in_the_readme_is_that_of_the_tests() -> None:
    """Written anew with: python -m tests.survival."""
    assert not survival.differs()


def test_what_only_a_real_machine_shows_stands_in_the_guide() -> None:
    """By the number of its row."""
    guide = (survival.TESTS.parent / survival.GUIDE).read_text("utf-8")
    told = [row.number for row in survival.ROWS if row.elsewhere]
    assert [number for number in told if f"(row {number})" not in guide and f"({number})" not in guide] == []


def test_a_result_is_the_worst_of_its_tests() -> None:
    """One parameter that fails is not hidden by those that pass."""
    assert survival._result(["a::b", "a::c"], {"a::b": "failed", "a::c": "passed"}) == "1 passed, 1 failed"
    assert survival._result(["a::b"], {}) == "not run"
