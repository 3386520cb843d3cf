"""A small graph of one made-up city, built by hand, and a way to run commands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.graph import store
from kg.graph.publish import publish
from kg.model import AgencyMention, Body, Citation, ClauseFact, DocumentFacts, Evidence, Responsibility, Role

Run = Callable[..., Result]


def said(quote: str, start: int = 10) -> Evidence:
    return Evidence(((start, start + len(quote)),), quote, 1)


def duty(clause: str, surface: str, role: Role, body: str, deadline: str | None = None) -> Responsibility:
    return Responsibility(
        clause, surface, role, said("市环保局牵头"), said(surface), "tail.bracket", body=body, deadline=deadline
    )


ENVIRONMENT = Body("江州市生态环境局", "prefecture", "江州市", "department", "江州市人民政府")
DISTRICT = Body("江州市甲区生态环境局", "county", "江州市甲区", "department")
FINANCE = Body("江州市财政局", "prefecture", "江州市", "department")


def plan() -> DocumentFacts:
    mentions = (("市环保局", ENVIRONMENT), ("市财政局", FINANCE), ("甲区生态环境局", DISTRICT))
    return DocumentFacts(
        key="江政发〔2024〕5号",
        source="公报.txt",
        sha256="a" * 64,
        encoding="utf-8",
        number="江政发〔2024〕5号",
        title="江州市人民政府关于印发清水行动方案的通知",
        kind="通知",
        promulgates=("清水行动方案",),
        issuers=("江州市人民政府",),
        addressees=("各区人民政府",),
        signed="2024-03-01",
        effective=None,
        expires=None,
        openness=None,
        annexes=(),
        clauses=(
            ClauseFact("一", 0, 1, "总体要求", "", "main", said("总体要求")),
            ClauseFact("一/1", 1, 2, "整治黑臭河道，建立台账", "", "main", said("整治黑臭河道，建立台账")),
            ClauseFact("一/2", 2, 2, "安排资金", "", "main", said("安排资金")),
        ),
        agencies=tuple(
            AgencyMention(surface, "一/1", said(surface), "name", body.canonical) for surface, body in mentions
        ),
        responsibilities=(
            duty("一/1", "市环保局", "lead", ENVIRONMENT.canonical, "2024-12-31"),
            duty("一/2", "市环保局", "support", ENVIRONMENT.canonical, "2025-06-30"),
            duty("一/2", "市财政局", "lead", FINANCE.canonical),
        ),
        citations=(Citation("一", None, "中华人民共和国水法", "basis", said("《中华人民共和国水法》"), "cite.title"),),
        bodies=tuple(sorted((ENVIRONMENT, DISTRICT, FINANCE), key=lambda body: body.canonical)),
    )


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cli") / "build"

    def write(directory: Path) -> None:
        store.write(directory / "store", [plan()])

    publish(out, write)
    return out


@pytest.fixture
def run(database: Path) -> Run:
    """Run ``kg`` with arguments; --db is added for the verbs that take it."""

    def run(*arguments: str, db: Path | None = database, **options: str | bytes) -> Result:
        given = [*arguments, "--db", str(db)] if db else list(arguments)
        environment = {"COLUMNS": "100", "KG_LANG": "en", "TERM": "dumb"}
        return CliRunner().invoke(app, given, env=environment, **options)

    return run
