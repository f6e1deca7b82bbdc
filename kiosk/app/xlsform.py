"""An XLSForm (the spreadsheet convention of ODK and Kobo, xlsform.org) turned into the steps of a service file.

pyxform reads the workbook and finds its errors; what it makes of it is translated here, question by question. What a
kiosk's form cannot do is said, never dropped in silence; only how a question looks elsewhere (`appearance`) is not.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.domain.catalog import CHECKLIST, LANGUAGES, MOST_PHOTOS
from kiosk.domain.service_files import MOST_ROWS
from kiosk.domain.slug import slug, unique
from kiosk.errors import WrongUse

Raw = dict[str, Any]

MOST_BYTES = 20_000_000
"""Of a workbook when it is unpacked: a form of 200 questions in five languages has not one tenth of it."""
MOST_PARTS = 1000
MOST_LINES = 400
"""Of the sheet `survey`. Nobody answers more while others wait behind them."""
MOST_CHOICES = 60
"""Cards of one question that a resident can still look through."""
MOST_LETTERS = 300
"""Of a label: what fits above its answer."""

_METADATA = frozenset(
    "start end today deviceid phonenumber username email audit subscriberid simserial start-geopoint uri:deviceid "
    "uri:phonenumber uri:username uri:email uri:subscriberid uri:simserial background-geopoint".split()
)
_DUMB = frozenset({"calculate", "hidden", "xml-external", "csv-external", "background-audio"})
_IN_ROWS = frozenset({"text", "long_text", "number", "date", "time", "choice", "choices"})
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|^#+\s+", re.MULTILINE)
_REFERENCE = re.compile(r"\$\{\s*([^}]+?)\s*\}")
_VALUE = r"""(?P<value>'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?)"""
_NAME = r"\$\{\s*(?P<name>[^}]+?)\s*\}"
_TERM = re.compile(rf"^{_NAME}\s*(?P<sign>!=|>=|<=|=|>|<)\s*{_VALUE}$")
_SELECTED = re.compile(rf"^(?P<no>not\s*\(\s*)?selected\s*\(\s*{_NAME}\s*,\s*{_VALUE}\s*\)(?(no)\s*\))$")
_OTHER = re.compile(r"^selected\(\.\./(?P<name>[^,]+),\s*'other'\)$")
_BOUND = re.compile(r"^\.\s*(?P<sign>>=|<=|>|<)\s*(?P<value>\d+|today\(\))$")
_AGAINST = re.compile(rf"^\.\s*(?P<sign>>=|<=|>|<)\s*{_NAME}$")
_LENGTH = re.compile(r"^string-length\s*\(\s*\.\s*\)\s*(?P<sign>>=|<=|>|<|=)\s*(?P<value>\d+)$")
_DIGITS = re.compile(
    r"""^regex\s*\(\s*\.\s*,\s*['"]\^?(?:\[0-9\]|\\d)(?:\{(?P<low>\d+)(?:,(?P<high>\d*))?\}|(?P<any>[+*]))\$?['"]\s*\)$"""
)
_FORMULA = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_CODES = {
    "indonesia": "id",
    "english": "en",
    "inggris": "en",
    "jawa": "jv",
    "sunda": "su",
    "palembang": "plm",
    "bahasa": "id",  # last: "Bahasa Jawa"
}


@dataclass
class Imported:
    """A form as steps and checks, and what could not be carried over, in sentences for its author."""

    title: dict[str, str]
    form_id: str
    steps: list[Raw]
    checks: list[Raw] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def questions(self) -> int:
        """How many questions a resident is asked at most, those of rows once."""
        fields = [one for step in self.steps for one in step["field"]]
        return sum(len(one.get("field", ())) or one["type"] != "note" for one in fields)


def read_xlsform(path: Path) -> Imported:
    """Reads a workbook. Raises WrongUse when it is none, too large, no XLSForm, or asks nothing that a kiosk can ask."""
    _look_at_archive(path)
    # Half a second to load, and only authors need it.
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the spreadsheet's own features, which no form needs
            book = get_xlsform(path)
            lines = len(book.survey or ())
            form = workbook_to_json(workbook_dict=book, form_name="data", warnings=[]) if lines <= MOST_LINES else {}
    except PyXFormError as error:
        said = " ".join(str(error).split())[:300].rstrip(" .")
        raise WrongUse(f"{path.name} is no XLSForm: {said}.", "Mend it in the spreadsheet and try again.") from error
    except Exception as error:
        # A damaged workbook ends in whatever three libraries meet first.
        raise WrongUse(
            f"{path.name} cannot be read as a spreadsheet ({type(error).__name__}).", "Save it again as .xlsx."
        ) from error
    if lines > MOST_LINES:
        raise WrongUse(
            f"{path.name} has {lines} lines in its survey; a form at a kiosk has at most {MOST_LINES}.",
            "Leave out what an officer can ask later, or make several forms of it.",
        )
    return _Reader(path.name, form).imported()


def _look_at_archive(path: Path) -> None:
    """What can be said before anything is unpacked: a few bytes may claim to hold gigabytes."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            # Python unpacks no more of a part than its entry says.
            size = sum(one.file_size for one in parts)
            huge = size > MOST_BYTES or len(parts) > MOST_PARTS
            sheets = [one for one in parts if one.filename.startswith("xl/worksheets/") and not huge]
            unsaved = any(_FORMULA.search(archive.read(one)) for one in sheets)
    except OSError as error:
        raise WrongUse(f"{path} cannot be read ({error.strerror or error}).", "Check the path.") from error
    except Exception as error:
        # zipfile and zlib have an error of their own for each way in which bytes can be wrong.
        raise WrongUse(f"{path.name} is no .xlsx workbook.", "Save it as .xlsx, without a password.") from error
    if huge:
        raise WrongUse(
            f"{path.name} unpacks to {size // 10**6} MB in {len(parts)} parts: that is no form.",
            "Save only the form as a new .xlsx, without pictures.",
        )
    if unsaved:
        raise WrongUse(
            f"{path.name} has formulas whose results were never saved.",
            "Open it in a spreadsheet program, save it there and try again.",
        )


class _Reader:
    """One form. A scope holds the questions that a condition may name: by their name in the form, those asked before."""

    def __init__(self, file: str, form: Mapping[str, Any]) -> None:
        self._file = file
        self._form = form
        self._left_out: list[str] = []
        self._ids: set[str] = {CHECKLIST, "setuju_pdp"}
        self._checks: list[Raw] = []
        self._photos = 0
        self._main = _main_language(form)
        self._other = {name for name, _ in _asked_for_other(form["children"])}
        self._lists_with_other = {name for _, name in _asked_for_other(form["children"])}
        self._scope: dict[str, Raw] = {}

    def imported(self) -> Imported:
        title = self._text(self._form.get("title") or "Formulir", "the form's title")
        steps = list(self._steps(self._form["children"], (), None))
        if not steps:
            said = f" {self._left_out[0]}" if self._left_out else ""
            raise WrongUse(f"{self._file} asks nothing that a kiosk can ask.{said}", "Add questions to its survey.")
        spoken = _code_of(self._main)
        if spoken != "id" and self._main != "default":
            self._say(f"There are no texts in Indonesian; those in {self._main} stand in their place. Translate them.")
        unknown = sorted({one for label in _labels(self._form) for one in label if not self._speaks(one)})
        if unknown:
            self._say(f"Languages that the kiosk does not speak are left out: {', '.join(unknown)}.")
        return Imported(
            title, slug(str(self._form.get("id_string") or "formulir"), "formulir"), steps, self._checks, self._left_out
        )

    # --- Pages

    def _steps(self, children: list[Any], conditions: tuple[Raw, ...], section: Raw | None) -> Iterator[Raw]:
        """Each question is a page of its own, with the notes before it, except where a group stands on one screen."""
        notes: list[Raw] = []
        for child in children:
            if child.get("type") in ("group", "repeat", "loop"):
                yield from self._noted(notes, section)
                notes = []
                yield from self._several_questions(child, conditions, section)
                continue
            fields = list(self._questions(child, conditions, self._scope))
            if fields and fields[0]["type"] != "note":
                yield self._page(fields[0]["id"], fields[0]["label"], [*notes, *fields], section)
                notes = []
            else:
                notes += fields
        yield from self._noted(notes, section)

    def _several_questions(
        self, child: Mapping[str, Any], conditions: tuple[Raw, ...], section: Raw | None
    ) -> Iterator[Raw]:
        if child.get("type") == "group":
            yield from self._group(child, conditions, section)
        elif (rows := self._rows(child, conditions)) is not None:
            yield self._page(rows["id"], rows["label"], [rows], section)

    def _noted(self, notes: list[Raw], section: Raw | None) -> Iterator[Raw]:
        """Notes that no question follows."""
        if notes:
            title = {"id": "Perlu Anda ketahui", "en": "Good to know"}
            yield self._page(notes[0]["id"], title, notes, section)

    def _group(self, group: Mapping[str, Any], conditions: tuple[Raw, ...], section: Raw | None) -> Iterator[Raw]:
        inner = (*conditions, *self._relevant(group, self._scope))
        title = self._text(group["label"], str(group["name"])) if group.get("label") else None
        children = group.get("children", [])
        together = "field-list" in str(group.get("control", {}).get("appearance", ""))
        if not together or any(child.get("type") in ("group", "repeat", "loop") for child in children):
            yield from self._steps(children, inner, title or section)
            return
        fields = [one for child in children for one in self._questions(child, inner, self._scope)]
        if fields:
            yield self._page(self._id(str(group["name"])), title or fields[0]["label"], fields, section)

    def _page(self, page_id: str, title: Raw, fields: list[Raw], section: Raw | None) -> Raw:
        return {
            "id": f"langkah_{page_id}",
            "title": title,
            **({"section": section} if section else {}),
            "field": fields,
        }

    def _rows(self, repeat: Mapping[str, Any], conditions: tuple[Raw, ...]) -> Raw | None:
        name = str(repeat["name"])
        scope: dict[str, Raw] = {}
        fields = []
        for child, inner in self._flat(name, repeat.get("children", []), (), scope):
            for one in self._questions(child, inner, scope, in_rows=True):
                if one["type"] not in _IN_ROWS:
                    self._say(f"{one['id']}: a kiosk's rows cannot ask for a {one['type']}; left out.")
                    scope.pop(str(child.get("name")), None)
                    continue
                fields.append(one)
        if not fields:
            self._say(f"{name}: a repeat without questions that a kiosk can repeat; left out.")
            return None
        if repeat.get("control", {}).get("jr:count"):
            self._say(f"{name}: its number of rows is not counted here; the resident adds rows.")
        label = self._text(repeat.get("label") or name, name)
        shown = (*conditions, *self._relevant(repeat, self._scope))
        return {
            "id": self._id(name),
            "type": "rows",
            "label": label,
            "required": False,
            **({"show_when": _conditions(shown)} if shown else {}),
            "one": label,
            "min": 0,
            "max": MOST_ROWS,
            "field": fields,
        }

    def _flat(
        self, name: str, children: list[Any], conditions: tuple[Raw, ...], scope: dict[str, Raw]
    ) -> Iterator[tuple[Mapping[str, Any], tuple[Raw, ...]]]:
        """The questions of a repeat, those of its groups among them. A generator: a group's condition names what was asked."""
        for child in children:
            match child.get("type"):
                case "group":
                    inner = (*conditions, *self._relevant(child, scope))
                    yield from self._flat(name, child.get("children", []), inner, scope)
                case "repeat" | "loop":
                    self._say(f"{child.get('name')}: a repeat inside the repeat {name}; left out with its questions.")
                case _:
                    yield child, conditions

    # --- Questions

    def _questions(
        self, child: Mapping[str, Any], conditions: tuple[Raw, ...], scope: dict[str, Raw], *, in_rows: bool = False
    ) -> Iterator[Raw]:
        kind, name = str(child.get("type", "")), str(child.get("name", ""))
        if kind in _METADATA or (kind == "calculate" and name == "instanceID"):
            return
        if kind in _DUMB:
            what = "a calculation; the kiosk does not calculate" if kind == "calculate" else f"{kind}: nothing is asked"
            self._say(f"{name}: {what}; left out.")
            return
        make = _KINDS.get(kind)
        if make is None:
            self._say(f"{name}: {kind!r} is nothing that a kiosk can ask; left out.")
            return
        bind = child.get("bind", {})
        base = self._base(child, (*conditions, *self._relevant(child, scope)))
        for one in make(self, child, base):
            if one["type"] == "photo" and not in_rows:
                self._photos += 1
                if self._photos > MOST_PHOTOS:
                    self._say(f"{name}: a service has at most {MOST_PHOTOS} photos; left out.")
                    continue
            self._constrain(one, bind, name, None if in_rows else scope)
            scope[name] = one
            yield one

    def _base(self, child: Mapping[str, Any], shown: tuple[Raw, ...]) -> Raw:
        """What every question has, whatever it asks for."""
        name, required = str(child["name"]), str(child.get("bind", {}).get("required", "no"))
        base: Raw = {"id": self._id(name), "type": "", "label": self._text(child.get("label") or name, name)}
        if name.endswith("_other") and child.get("label") == "Specify other.":
            base["label"] = {"id": "Yang lain: sebutkan", "en": "Please say which"}
        if child.get("hint"):
            base["help"] = self._text(child["hint"], name)
        if required.lower() not in ("yes", "true", "true()"):
            base["required"] = False
            if required.lower() not in ("no", "false", "false()", ""):
                self._say(f"{name}: is required only sometimes; here it may always be left out.")
        if shown:
            base["show_when"] = _conditions(shown)
        for key, what in (("default", "a default"), ("media", "pictures and sounds"), ("guidance_hint", "guidance")):
            if child.get(key):
                self._say(f"{name}: {what} for the question: not carried over.")
        return base

    def _line(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        appearance = str(child.get("control", {}).get("appearance", ""))
        digits = {"accept": "digits"} if "numbers" in appearance else {}
        yield {**base, "type": "long_text" if "multiline" in appearance else "text", **digits}

    def _whole(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        if child["type"] == "decimal":
            self._say(f"{child['name']}: decimals become whole numbers.")
        yield {**base, "type": "number"}

    def _range(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        limits = child.get("parameters", {})
        start, end, step = (_integer(limits.get(key, usual)) for key, usual in (("start", 0), ("end", 10), ("step", 1)))
        if start is None or end is None or min(start, end) < 0 or start == end:
            self._say(
                f"{child['name']}: a range of {limits.get('start')} to {limits.get('end')} is asked as any number."
            )
            yield {**base, "type": "number"}
            return
        if step != 1:
            self._say(f"{child['name']}: the steps of its range are not carried over.")
        yield {**base, "type": "number", "min": min(start, end), "max": max(start, end)}

    def _day(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        if any(part in str(child.get("control", {}).get("appearance", "")) for part in ("month-year", "year")):
            self._say(f"{child['name']}: a month or year is asked as a whole date.")
        yield {**base, "type": "date"}

    def _clock(self, _child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        yield {**base, "type": "time"}

    def _both(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        clock = self._id(f"{child['name']}_jam")
        self._say(f"{child['name']}: day and time are asked apart, as {base['id']} and {clock}.")
        yield {**base, "type": "date"}
        yield {**base, "id": clock, "type": "time", "label": {"id": "Pukul berapa?", "en": "At what time?"}}

    def _one(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        yield from self._chosen(child, base, "choice")

    def _several(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        yield from self._chosen(child, base, "choices")

    def _chosen(self, child: Mapping[str, Any], base: Raw, kind: str) -> Iterator[Raw]:
        choices = self._choices(child)
        if choices:
            yield {**base, "type": kind, "choices": choices}
        else:
            yield {**base, "type": "text"}

    def _agreed(self, _child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        yield {**base, "type": "choice", "choices": [{"value": "ya", "label": {"id": "Ya", "en": "Yes"}}]}

    def _note(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        if "help" in base:
            self._say(f"{child['name']}: the hint of a note is left out.")
        yield {key: value for key, value in {**base, "type": "note"}.items() if key not in ("required", "help")}

    def _place(self, _child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        yield {**base, "type": "location"}

    def _picture(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        if base.get("required", True):
            self._say(f"{child['name']}: a photo is never required at a kiosk; the officer is told that it is missing.")
        yield {**base, "type": "photo", "required": False}

    def _code(self, child: Mapping[str, Any], base: Raw) -> Iterator[Raw]:
        self._say(f"{child['name']}: a barcode; here its letters and digits are typed.")
        yield {**base, "type": "text", "accept": "code"}

    def _choices(self, child: Mapping[str, Any]) -> list[Raw]:
        """The choices of a question; none when they stand elsewhere or are too many, and then it becomes a line of text."""
        name, listed = str(child["name"]), str(child.get("list_name", ""))
        given = child.get("choices") or ()
        if not given:
            self._say(
                f"{name}: its choices stand in another file ({child.get('itemset', '?')}); asked as a line of text."
            )
            return []
        if child.get("choice_filter"):
            self._say(f"{name}: its choices depend on another answer; here all are offered.")
        rows: dict[str, Raw] = {}
        for one in given:
            value = str(one["name"])
            if one.get("media"):
                self._say(f"{name}: the pictures of its choices are not carried over.")
            label = self._text(one.get("label") or value, f"{name}, choice {value}")
            if value == "other" and listed in self._lists_with_other and set(label.values()) == {"Other"}:
                # pyxform adds it to the list, and so to every question with that list.
                if name not in self._other:
                    continue
                label = {"id": "Lainnya", "en": "Other"}
            rows.setdefault(value, {"value": value, "label": label})
        if len(rows) > MOST_CHOICES:
            self._say(f"{name}: {len(rows)} choices are more than one can look through; asked as a line of text.")
            return []
        return list(rows.values())

    # --- Rules

    def _relevant(self, child: Mapping[str, Any], scope: Mapping[str, Raw]) -> tuple[Raw, ...]:
        """`relevant` as conditions: comparisons joined by "and", or by "or" over one question."""
        text = str(child.get("bind", {}).get("relevant", "")).strip()
        if not text:
            return ()
        either = [self._condition(term, scope) for term in _parts(text, "or")]
        if len(either) == 1:
            found = [self._condition(term, scope) for term in _parts(text, "and")]
            if all(found):
                return tuple(one for one in found if one)
        elif all(one and one.keys() == {"field", "is"} for one in either):
            known = [one for one in either if one]
            if len({one["field"] for one in known}) == 1:
                values = dict.fromkeys(value for one in known for value in one["is"])
                return ({"field": known[0]["field"], "is": list(values)},)
        self._say(f"{child.get('name')}: the condition {text[:120]!r} is not carried over; it is always asked.")
        return ()

    def _condition(self, term: str, scope: Mapping[str, Raw]) -> Raw | None:
        text = _bare(term)
        if other := _OTHER.match(text):
            asked = scope.get(other["name"].rpartition("/")[2])
            return _one_of(asked, "is", "other") if asked else None
        if chosen := _SELECTED.match(text):
            asked = scope.get(chosen["name"])
            return _one_of(asked, "is_not" if chosen["no"] else "is", chosen["value"].strip("'\"")) if asked else None
        compared = _TERM.match(text)
        asked = scope.get(compared["name"]) if compared else None
        if compared is None or asked is None:
            return None
        value = compared["value"].strip("'\"")
        return _number_is(asked, compared["sign"], value) or _one_of(
            asked, {"=": "is", "!=": "is_not"}.get(compared["sign"], ""), value
        )

    def _constrain(self, one: Raw, bind: Mapping[str, Any], name: str, scope: Mapping[str, Raw] | None) -> None:
        """`constraint` as the field's own limits, or as a check over two answers."""
        text = str(bind.get("constraint", "")).strip()
        if not text:
            return
        parts = _parts(text, "and") if len(_parts(text, "or")) == 1 else []
        limits: Raw = {}
        checks = []
        carried = bool(parts)
        for part in map(_bare, parts):
            if limit := _limit(one, part):
                limits = _narrowed(limits, limit)
                carried = carried and not re.search(r"[<>]\s*today", part)  # here today itself is always among the days
            elif scope is not None and (check := self._check(one, part, bind, scope)):
                checks.append(check)
            else:
                carried = False
        fitting = _fitted(one, limits)
        carried = carried and fitting is not None
        one.update(fitting or {})
        self._checks += checks
        if not carried:
            self._say(
                f"{name}: the rule {text[:120]!r} is not carried over as a whole; write a [[check]] if it matters."
            )

    def _check(self, one: Raw, part: str, bind: Mapping[str, Any], scope: Mapping[str, Raw]) -> Raw | None:
        """Two dates, times or numbers in their order."""
        compared = _AGAINST.match(part)
        other = scope.get(compared["name"]) if compared else None
        if compared is None or other is None or other["type"] != one["type"]:
            return None
        if one["type"] not in ("date", "time", "number"):
            return None
        pair = [other["id"], one["id"]] if compared["sign"].startswith(">") else [one["id"], other["id"]]
        said = bind.get("jr:constraintMsg")
        message = self._text(said, one["id"]) if said else {"id": "Periksa lagi: urutannya belum benar."}
        return {
            "id": f"urutan_{one['id']}_{len(self._checks)}",
            "rule": "order",
            "fields": pair,
            "strict": compared["sign"] in "<>",
            "message": message,
        }

    # --- Words

    def _speaks(self, language: str) -> bool:
        return language in (self._main, "default") or _code_of(language) is not None

    def _text(self, label: Any, where: str) -> dict[str, str]:
        if not isinstance(label, Mapping):
            return {"id": self._plain(str(label), where, main=True)}
        texts: dict[str, str] = {}
        for language, said in label.items():
            code = "id" if language == self._main else _code_of(language)
            if code and isinstance(said, str) and said.strip() and code not in texts:
                texts[code] = self._plain(said, where, main=code == "id")
        if "id" not in texts:
            first = next((one for one in label.values() if isinstance(one, str) and one.strip()), where)
            texts["id"] = self._plain(first, where, main=True)
        return {code: texts[code] for code in LANGUAGES if code in texts}

    def _plain(self, text: str, where: str, *, main: bool) -> str:
        """Words alone: without markup, emoji, and other answers in their middle."""
        if _REFERENCE.search(text):
            self._say(f"{where}: its text shows an earlier answer; here stand three dots.")
        words = " ".join(_MARKUP.sub("", _REFERENCE.sub("…", text)).replace("….", "…").split())
        drawn = "".join(one for one in words if unicodedata.category(one) not in ("So", "Sk", "Cf", "Cc", "Co", "Cn"))
        plain = " ".join(drawn.translate(str.maketrans("{}\\<>", "()/  ")).split())
        foreign = next(
            (one for one in plain if one.isalpha() and not unicodedata.name(one, "").startswith("LATIN")), ""
        )
        if foreign and main:
            raise WrongUse(
                f"{self._file}: {where} is written in a script that the kiosk cannot show ({unicodedata.name(foreign)}).",
                'Add a column "label::Bahasa Indonesia (id)" with the texts in Indonesian.',
            )
        if len(plain) > MOST_LETTERS:
            self._say(f"{where}: a text of {len(plain)} letters is cut; shorten it.")
            plain = plain[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
        # A label of nothing but pictures still has a name.
        return plain or where

    def _id(self, name: str) -> str:
        found = unique(slug(name, "isian"), self._ids)
        self._ids.add(found)
        return found

    def _say(self, sentence: str) -> None:
        if sentence not in self._left_out:
            self._left_out.append(sentence)


_KINDS: dict[str, Callable[[_Reader, Mapping[str, Any], Raw], Iterator[Raw]]] = {
    "text": _Reader._line,
    "string": _Reader._line,
    "integer": _Reader._whole,
    "int": _Reader._whole,
    "decimal": _Reader._whole,
    "range": _Reader._range,
    "date": _Reader._day,
    "time": _Reader._clock,
    "dateTime": _Reader._both,
    "select one": _Reader._one,
    "select all that apply": _Reader._several,
    "acknowledge": _Reader._agreed,
    "trigger": _Reader._agreed,
    "note": _Reader._note,
    "geopoint": _Reader._place,
    "image": _Reader._picture,
    "photo": _Reader._picture,
    "barcode": _Reader._code,
}


def _conditions(shown: tuple[Raw, ...]) -> Raw | list[Raw]:
    """One condition needs no list around it."""
    return shown[0] if len(shown) == 1 else list(shown)


def _one_of(asked: Raw, key: str, value: str) -> Raw | None:
    """A condition on a chosen value, or on what was typed."""
    if not key:
        return None
    match asked["type"]:
        case "choice" | "choices":
            values = [choice["value"] for choice in asked["choices"]]
            if value == "" and key == "is_not":
                return {"field": asked["id"], "is": values}
            return {"field": asked["id"], key: [value]} if value in values else None
        case "text":
            return {"field": asked["id"], key: [value]} if value else None
        case _:
            return None


def _number_is(asked: Raw, sign: str, value: str) -> Raw | None:
    if asked["type"] != "number":
        return None
    if (sign, value) == ("!=", ""):
        return {"field": asked["id"], "at_least": asked.get("min", 0)}
    if not value.isdigit():
        return None
    number = int(value)
    match sign:
        case "=":
            return {"field": asked["id"], "at_least": number, "at_most": number}
        case ">=" | ">":
            return {"field": asked["id"], "at_least": number + (sign == ">")}
        case "<=" | "<":
            return {"field": asked["id"], "at_most": number - (sign == "<")}
        case "!=" if number == 0:
            return {"field": asked["id"], "at_least": 1}
        case _:
            return None


def _limit(one: Raw, part: str) -> Raw | None:
    """What one part of a constraint says about the field alone, as keys of it."""
    if (bound := _BOUND.match(part)) is not None:
        sign, value = bound["sign"], bound["value"]
        if one["type"] == "number" and value.isdigit():
            return _edge(sign, int(value))
        if one["type"] == "date" and value == "today()":
            return {"when": "future" if sign.startswith(">") else "past"}
    if one["type"] in ("text", "long_text") and (length := _LENGTH.match(part)) is not None:
        limit = _edge(length["sign"], int(length["value"]))
        return limit if all(letters > 0 for letters in limit.values()) else None
    if one["type"] == "text" and (digits := _DIGITS.match(part)) is not None:
        if digits["any"]:
            return {"accept": "digits"}
        low = max(int(digits["low"]), 1)
        high = digits["high"]
        return {"accept": "digits", "min": low, "max": int(high) if high else low if high is None else max(low, 120)}
    return None


_USUAL = {"text": (1, 120), "long_text": (1, 1000), "number": (0, 999_999)}
"""Where a field without limits of its own begins and ends."""
_WIDEST = {"text": 1000, "long_text": 1000, "number": 999_999_999_999}


def _narrowed(limits: Raw, more: Raw) -> Raw:
    """Both at once."""
    whole = {**limits, **more}
    for key, choose in (("min", max), ("max", min)):
        if key in limits and key in more:
            whole[key] = choose(limits[key], more[key])
    return whole


def _fitted(one: Raw, limits: Raw) -> Raw | None:
    """The limits together with those that the field has; None when nothing would fit between them."""
    if one["type"] not in _USUAL or not {"min", "max"} & limits.keys():
        return limits
    own: Raw = {key: one[key] for key in ("min", "max") if key in one}
    whole = _narrowed(own, limits)
    usual, widest = _USUAL[one["type"]], _WIDEST[one["type"]]
    low = whole.get("min", usual[0])
    if "max" in whole or low > usual[1]:
        whole["max"] = min(whole.get("max", widest), widest)
    return whole if low <= whole.get("max", usual[1]) else None


def _edge(sign: str, value: int) -> Raw:
    match sign:
        case ">=" | ">":
            return {"min": value + (sign == ">")}
        case "<=" | "<":
            return {"max": value - (sign == "<")}
        case _:
            return {"min": value, "max": value}


def _asked_for_other(children: list[Any]) -> Iterator[tuple[str, str]]:
    """Questions with `or_other` and the lists of their choices: pyxform adds a line of text after each."""
    lists: dict[str, str] = {}
    for child in children:
        yield from _asked_for_other(child.get("children", []))
        name = str(child.get("name", ""))
        lists[name] = str(child.get("list_name", ""))
        asked = name.removesuffix("_other")
        if asked != name and asked in lists and _OTHER.match(str(child.get("bind", {}).get("relevant", ""))):
            yield asked, lists[asked]


def _main_language(form: Mapping[str, Any]) -> str:
    """The language that stands as Indonesian: the one that is, or the form's own, or the first."""
    spoken = list(dict.fromkeys(language for label in _labels(form) for language in label))
    indonesian = next((one for one in spoken if _code_of(one) == "id"), None)
    own = str(form.get("default_language") or "default")
    return indonesian or (own if own in spoken or not spoken else spoken[0])


def _labels(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        label = node.get("label")
        if isinstance(label, Mapping):
            yield label
        for value in node.values():
            yield from _labels(value)
    elif isinstance(node, list):
        for value in node:
            yield from _labels(value)


def _code_of(language: str) -> str | None:
    """ "English (en)" → "en"; None for a language that the kiosk does not speak."""
    code = re.search(r"\(([a-z]{2,3})[^)]*\)", language)
    if code:
        return code[1] if code[1] in LANGUAGES else None
    return next((one for word, one in _CODES.items() if word in language.casefold()), None)


def _parts(text: str, word: str) -> list[str]:
    """What stands between the `word`s of an expression that are in no brackets and no quotes."""
    whole = _bare(text)
    between = re.compile(rf"\s{word}\s")
    parts, start, depth, quote = [], 0, 0, ""
    for at, letter in enumerate(whole):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        else:
            depth += (letter in "({[") - (letter in ")}]")
            if depth == 0 and between.match(whole, at):
                parts.append(whole[start:at].strip())
                start = at + len(word) + 2
    return [*parts, whole[start:].strip()]


def _bare(term: str) -> str:
    """Without the brackets around the whole of it."""
    text = term.strip()
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for at, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if depth == 0 and at < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text


def _integer(value: Any) -> int | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
