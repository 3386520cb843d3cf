"""Entry into force and term."""

from __future__ import annotations

import pytest

from kg.mention.validity import find_validity

ISSUED = "2023-10-07"
CASES = [
    ("本办法自2023年11月7日起施行，有效期2年，原规定同时废止。", "2023-11-07", "2025-11-06"),
    ("本办法自发布之日起施行，有效期2年。", "2023-10-07", "2025-10-06"),
    ("本细则自2024年1月1日起施行，有效期至2025年12月31日。", "2024-01-01", "2025-12-31"),
    ("本通告由市公安局负责解读，自2023年11月15日起施行，有效期至2024年3月15日。", "2023-11-15", "2024-03-15"),
    ("本预案自印发之日起施行，由市生态环境局负责解释。", "2023-10-07", None),
    ("本意见自发布之日起30日后施行。", "2023-11-06", None),
    ("已经常务会议审议通过，现予公布，自2023年11月25日起施行。", "2023-11-25", None),
    ("本办法自2024年2月29日起施行，有效期为五年。", "2024-02-29", "2029-02-27"),
    ("本规定自2023年11月1日起执行，试行期6个月。", "2023-11-01", "2024-04-30"),
    ("本通知有效期1年。", None, "2024-10-06"),
    ("本公告执行至2027年12月31日。", None, "2027-12-31"),
    ("上述政策执行至2027年12月31日。", None, None),
    ("本令有效期自2023年9月11日至2024年4月30日。", "2023-09-11", "2024-04-30"),
    ("资格证书有效期自2023年9月11日至2024年4月30日。", None, None),
    ("许可证有效期至2026年9月30日。", None, None),
    ("基本生活补贴标准均从2025年1月1日起执行。", None, None),
    ("电费缴费业务自2023年11月21日起恢复办理。", None, None),
    ("落实文件规定，有效期内的证书继续有效。", None, None),
]


@pytest.mark.parametrize(("text", "effective", "expires"), CASES, ids=[text[:16] for text, _, _ in CASES])
def test_find_validity(text: str, effective: str | None, expires: str | None) -> None:
    hit = find_validity(text, ISSUED)
    assert (hit.effective if hit else None, hit.expires if hit else None) == (effective, expires)
