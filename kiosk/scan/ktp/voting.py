"""Several readings of the same card made into one: what most agree on, and a doubt where they do not."""

from __future__ import annotations

from collections import defaultdict

from kiosk.domain.ktp import KtpDoubt, KtpField, KtpReading, ReadValue
from kiosk.scan.ktp import nik


def vote(readings: list[KtpReading]) -> KtpReading:
    """For each row the text with the most confidence behind it. Digits of a NIK that differ leave it unsure.

    Raises ValueError without any reading.
    """
    if len(readings) < 2:
        (only,) = readings
        return only
    values: dict[KtpField, ReadValue] = {}
    for field in KtpField:
        said = [value for reading in readings if (value := reading.values.get(field)) is not None]
        if said:
            values[field] = _most(said)
    number = values.get(KtpField.NIK)
    born, sex = values.get(KtpField.TGL_LAHIR), values.get(KtpField.JK)
    agreed = number is not None and all(reading.text(KtpField.NIK) in {None, number.text} for reading in readings)
    # Sure is what one picture was sure of and none contradicts.
    seen = any(
        reading.text(KtpField.NIK) is not None and KtpDoubt.NIK_UNSURE not in reading.doubts for reading in readings
    )
    doubts = nik.doubts(
        number.text if number else None,
        sure=agreed and seen,
        born=born.text if born else None,
        sex=sex.text if sex else None,
    )
    return KtpReading(values, doubts)


def _most(said: list[ReadValue]) -> ReadValue:
    behind: defaultdict[str, list[ReadValue]] = defaultdict(list)
    for value in said:
        behind[value.text].append(value)
    chosen = max(behind.values(), key=lambda same: (sum(value.confidence for value in same), len(same)))
    return max(chosen, key=lambda value: value.confidence)
