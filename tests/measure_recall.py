"""Which of the known contradictions the checks find in the samples, by kind and by how they can be told.

    python -m tests.measure_recall

Every entry of ../shared/known-inconsistencies.json, in figures and in texts, with the finding that shows it in the
sample of its report, or the reason why nothing does; what cannot arise, or is not in the sample, is told apart.
`PROOFS` names the finding: its code, and words of its place or sentence. It is the measure only; no check reads it.
"""

# ruff: noqa: T201 - it prints what it measured
from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from desktop.domain.checks import check_report
from desktop.domain.evaluation import evaluate
from desktop.domain.report import Report
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.exchange import import_file
from desktop.services.messages import sentence
from desktop.services.workspaces import create_workspace

SHARED = Path(__file__).resolve().parents[2] / "shared"
KNOWN = SHARED / "known-inconsistencies.json"
SAMPLES = {
    "S000": "sba_2020",
    "S001": "sba_2018",
    "S002": "jobs_2018",
    "S003": "economy_2022",
    "S004": "promotion_2013",
}


class Known(TypedDict, total=False):
    """An entry of the list."""

    id: str
    kind: str
    severity: str
    detectable: str
    what: str
    silence_is_fine: bool


@dataclass(frozen=True)
class Said:
    """A finding in a sample: its code and level, the row it stands in with its sentence."""

    code: str
    severity: str
    text: str


PROOFS: dict[str, tuple[str, str]] = {
    "S000-T06-K1": ("board.elected_directors", "외부 4명과 내부 1명"),
    "S000-T13-K1": ("computed.text", "kpi-sales unit_of_measure"),
    "S000-T15-K1": ("computed.text", "@table unit_of_measure"),
    "S001-T17-K1": ("direct_employment.headquarters_month", "2015년 5월"),
    "S002-T03-K1": ("personnel_by_grade.over_grade6", "9/11"),
    "S002-T05-K1": ("text.appropriation", "19,490"),
    "S002-T06-K1": ("name.variant", "“지속 가능한 좋은 일자리 창출”"),
    "S002-T10-K1": ("name.variant", "“민간협력을 통한 청년일자리 발굴”"),
    "S002-T10-K2": ("computed.text", "'2018년 좋은 일자리도시 국제포럼 개최'"),
    "S002-T28-K1": ("date.after_as_of", "'18. 4~8월"),
    "S002-T38-K1": ("text.appropriation", "23,768"),
    "S002-T38-K2": ("date.after_as_of", "'18.1.~'19.3."),
    "S002-T40-K1": ("text.rate", "46.4%인데 51%"),
    "S002-T40-K2": ("date.begun", "program-labor-unions"),
    "S002-T41-K1": ("text.rate", "46.4%인데 51%"),
    "S002-T46-K1": ("date.begun", "program-social-companies"),
    "S002-T54-K1": ("computed.text", "사회적금융 활성화를 위한 사회투자기금 운영"),
    "S002-T58-K1": ("date.after_as_of", "'18. 8월"),
    "S003-T02-K1": ("term.common", "서울시농수산물공사"),
    "S003-T05-K1": ("total.column", "41,181"),
    "S003-T05-K2": ("budget.order", "지출액 269"),
    "S003-T05-K3": ("computed.figure", "공표한 값 1.0"),
    "S003-T14-K1": ("computed.text", "ON(溫)서울 마켓"),
    "S003-T14-K2": ("computed.text", "패션업체 국내외"),
    "S003-T14-K3": ("computed.text", "청년취업사관학교 조성·운영"),
    "S003-T14-K4": ("name.variant", "액셀러레"),
    "S003-T14-K6": ("name.variant", "“국내·외”"),
    "S003-T15-K1": ("text.excess", "24% 초과"),
    "S003-T15-K2": ("date.length", "1.10~6.30"),
    "S003-T15-K3": ("date.length", "7.1~12.20"),
    "S003-T16-K1": ("name.variant", "“생활방역/안전”"),
    "S003-T17-K1": ("results.shares", "result-people"),
    "S003-T18-K1": ("name.variant", "“K-쇼핑”"),
    "S003-T18-K2": ("name.variant", "“ON(溫)서울 마켓”"),
    "S003-T21-K1": ("text.block_missing", "program-fashion-online"),
    "S003-T21-K2": ("text.added", "신규 6개"),
    "S003-T36-K1": ("name.variant", "“중·남부기술교육원”"),
    "S003-T38-K1": ("text.block_missing", "program-open-innovation"),
    "S003-T38-K2": ("name.similar", "“오픈이노베이션센터”"),
    "S003-T40-K1": ("text.block_missing", "program-startup-global"),
    "S003-T41-K1": ("text.block_missing", "program-startup-plus"),
    "S003-T48-K3": ("name.variant", "“AI 양재 허브”"),
    "S003-T58-K1": ("text.block_missing", "program-magok"),
    "S003-T67-K1": ("text.block_missing", "program-experience-center"),
    "S003-T68-K1": ("date.order", "program-robot-ai-museum"),
    "S003-T70-K1": ("text.block_missing", "program-beauty"),
    "S003-T70-K2": ("date.dday", "2022. 6. 22."),
    "S003-T70-K4": ("date.before_as_of", "answer-beauty-plan"),
    "S003-T75-K1": ("text.block_missing", "program-fashion-hub"),
    "S003-T77-K1": ("hub.pyeong", "415평"),
    "S003-T79-K1": ("text.block_missing", "program-fashion-week"),
    "S003-T79-K2": ("date.length", "13일인데 10일간"),
    "S003-T79-K3": ("date.season", "춘계"),
    "S003-T201-K1": ("total.column", "under_review"),
    "S003-T201-K2": ("total.column", "not_adopted"),
    "S003-T201-K3": ("total.column", "under_review"),  # the rows are counted from the lists
    "S003-T201-K4": ("total.column", "not_adopted"),
    "S003-T202-K3": ("text.sum", "85명"),
    "S003-T202-K4": ("date.before_as_of", "answer-beauty-opening"),
    "S003-T202-K5": ("date.before_as_of", "audit-correction-32"),
    "S003-T202-K6": ("date.begun", "audit-correction-35"),
    "S003-T202-K7": ("date.done_with_plan", "audit-correction-58"),
    "S003-T202-K8": ("date.none_in_plan", "audit-correction-44"),
    "S003-T202-K9": ("date.order", "audit-correction-83"),
    "S003-T202-K10": ("date.no_year", "audit-correction-43"),
    "S003-T211-K1": ("text.table_rate", "97.4%"),
    "S003-T213-K2": ("date.begun", "audit-suggestion-15"),
    "S003-T213-K3": ("date.done_with_plan", "audit-suggestion-10"),
    "S003-T213-K4": ("date.none_in_plan", "audit-suggestion-11"),
    "S003-T214-K1": ("name.unknown", "“문화예술과”"),
}

REASONS: dict[str, str] = {
    "S003-T14-K5": "typography: both marks are read as minus",
    "S003-T14-K7": "typography: all three forms are read as the same month",
    "S003-T18-K3": "the order of names in two tables carries no rule",
    "S003-T27-K1": "290.4㎡ of a part of a floor, 174㎡ and 290㎡ of two rooms: that they are one area is not said",
    "S003-T30-K1": "both are words, and each stands once: which one is meant cannot be told",
    "S003-T48-K1": "the sentence tells '18~'21, the table ends in '21년 11월: the month between is not known",
    "S003-T48-K2": "the same for the investment raised",
    "S003-T70-K3": "19억 for 1,950백만원 lies within a count that is cut off",
    "S003-T202-K1": "추진중 and 추진 중 are one option of the status, stored once",
    "S003-T213-K1": "추진중 and 추진 중 are one option of the status, stored once",
    "S003-T213-K5": "위촉 and 위촉 계획 수립 in '22.1, 수립 and 수립 및 운영 from '22.3: no times exclude each other",
    "S003-T214-K2": "two departments in a cell are allowed",
    "S004-T25-K1": "a plan of one program need not stand in the schedule of the year",
}

DERIVED: dict[str, str] = {
    "S003-T14-K8": "the chapters are counted as they are printed: Ⅳ. 주요 업무 추진계획, Ⅴ. … 처리결과",
}
"""What cannot arise, because the program writes it itself: not found, and not missed."""

NOT_THERE: dict[str, str] = {
    "S003-T68-K2": "the other spelling is the lettering of a picture (line 1277), which is no text of the sample",
    "S003-T202-K2": "the sample holds 바이오AI산업과: the other letters are of the scan",
}
"""What the samples do not hold; the rule that would find it, name.variant or name.misspelt, has tests of its own."""

SILENT = {**REASONS, **DERIVED, **NOT_THERE}


def taken_in(name: str) -> Report:
    """A sample, taken in as the window takes it in."""
    with TemporaryDirectory() as folder:
        catalog = load_catalog(resources_dir())
        at_noon = datetime(2022, 2, 9, 12, tzinfo=UTC)
        desk = create_workspace(Path(folder) / "보기.seonggwa", catalog, "서울특별시", "서무", lambda: at_noon)
        import_file(desk, resources_dir() / "samples" / f"{name}.json")
        report = desk.report
        desk.close()
    return report


def said_in(name: str) -> tuple[Said, ...]:
    """What the checks say of a sample."""
    evaluation = evaluate(taken_in(name))
    tables = evaluation.report.tables
    return tuple(
        Said(
            each.code,
            each.severity.value,
            f"{tables[each.key.table].owner} {each.key.row} {each.key.column} {sentence(each, evaluation)}",
        )
        for each in check_report(evaluation)
    )


def known() -> list[Known]:
    """The list."""
    entries: list[Known] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return entries


def proof(entry: Known, said: Iterable[Said]) -> Said | None:
    """The finding that shows an entry."""
    code, words = PROOFS.get(entry["id"], ("", ""))
    return next((each for each in said if each.code == code and words in each.text), None)


def found_ids(entries: Iterable[Known]) -> frozenset[str]:
    """The entries that a finding in their sample shows."""
    said = {stem: said_in(name) for stem, name in SAMPLES.items()}
    return frozenset(entry["id"] for entry in entries if proof(entry, said[entry["id"][:4]]))


def main() -> int:
    """Print the table; 2 when ../shared is not there."""
    if not KNOWN.is_file():
        print(f"SKIPPED: {KNOWN} is not there", file=sys.stderr)
        return 2
    entries = known()
    found = found_ids(entries)
    _print_table(entries, found)
    for entry in entries:
        if entry["id"] not in found:
            reason = SILENT.get(entry["id"], "LOST: its proof is no more found")
            print(f"{_state(entry):16} {entry['id']:13} {entry['what']}\n{'':31}{reason}")
    return 0


def _state(entry: Known) -> str:
    """What is to be thought of an entry that no finding shows."""
    states = {"cannot arise": entry["id"] in DERIVED, "not in sample": entry["id"] in NOT_THERE}
    fine = "silence is fine" if entry.get("silence_is_fine") else "MISSED"
    return next((state for state, holds in states.items() if holds), fine)


def _print_table(entries: list[Known], found: frozenset[str]) -> None:
    ways = sorted({entry["detectable"] for entry in entries})
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    whole: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for kind in (entry["kind"], "all"):
            for way in (entry["detectable"], "all"):
                whole[kind][way] += 1
                hits[kind][way] += entry["id"] in found
    print(f"{'kind':18}" + "".join(f"{way:>9}" for way in (*ways, "all")))
    for kind in (*sorted(whole.keys() - {"all"}), "all"):
        cells = (f"{hits[kind][way]}/{whole[kind][way]}" if whole[kind][way] else "" for way in (*ways, "all"))
        print(f"{kind:18}" + "".join(f"{cell:>9}" for cell in cells))
    states = Counter(_state(entry) for entry in entries if entry["id"] not in found)
    print(f"{len(found)} found, " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())))


if __name__ == "__main__":
    sys.exit(main())
