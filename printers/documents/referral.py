"""Where to go from here: the papers for the kelurahan, then every agency in its order. With a request also its code."""

from __future__ import annotations

from kiosk.domain.prints import ReferralSlip
from printers.document import Align, Block, Cut, Document, Feed, Picture, Row, Rule, Size, Text
from printers.documents.messages import messages
from printers.documents.parts import code_to_keep, head, noted_papers, stops, time_of


def referral(slip: ReferralSlip, logo: Picture | None) -> Document:
    """The document for one way through the agencies."""
    words = messages(slip.language)
    blocks: list[Block] = [
        *head(slip.office, words.referral, words, logo),
        Feed(12),
        Text(slip.service, size=Size.TITLE, bold=True, align=Align.CENTRE),
        *time_of(slip.when, words, doubt=slip.clock_doubt),
        Feed(10),
    ]
    if slip.bring or slip.route:
        blocks += [
            Rule(),
            Feed(12),
            *noted_papers(words.bring_first, (paper for paper in slip.bring if not paper.sometimes)),
            *noted_papers(words.sometimes, (paper for paper in slip.bring if paper.sometimes)),
            *stops(words.then_to, slip.route, words),
        ]
    if slip.code:
        blocks += [
            Row(words.number, slip.ticket, bold=True),
            Feed(10),
            *code_to_keep(slip.code, slip.qr, words),
            Feed(8),
        ]
    else:
        blocks += [Rule(), Feed(10)]
    blocks += [Text(words.info_keep, size=Size.SMALL, align=Align.CENTRE), Cut()]
    return Document(f"{words.referral}: {slip.service}", tuple(blocks))
