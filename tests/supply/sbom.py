"""The software bill of materials, CycloneDX 1.6 as JSON. The same lock gives the same bytes."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from kiosk import __version__
from tests.supply.packages import LOCK, Package, locked

_OURS = uuid.UUID("6f2a1d0e-6d5b-5e0c-9a58-0f7e2b1c4d3a")
"""Of the names below: what is made from one lock has one serial number, for ever."""


def sbom() -> str:
    """What the lock pins, as JSON: name, version, licence, hashes of every file, and where which is needed."""
    lock = LOCK.read_bytes()
    bom = Bom(
        serial_number=uuid.uuid5(_OURS, f"{__version__} {hashlib.sha256(lock).hexdigest()}"),
        components=[_component(one) for one in locked()],
    )
    bom.metadata.component = Component(
        name="publik-kiosk",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=f"publik-kiosk@{__version__}",
        licenses=[LicenseFactory().make_from_string("GPL-3.0-or-later")],
    )
    # The list says what is in the lock, whenever it was asked.
    bom.metadata.timestamp = datetime.fromtimestamp(0, UTC)
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _component(one: Package) -> Component:
    purl = PackageURL("pypi", None, one.name, one.version)
    return Component(
        name=one.name,
        version=one.version,
        purl=purl,
        bom_ref=purl.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in one.hashes],
        licenses=[LicenseFactory().make_from_string(one.licence)] if one.licence else [],
        properties=[Property(name="publik-kiosk:marker", value=one.marker)] if one.marker else [],
    )
