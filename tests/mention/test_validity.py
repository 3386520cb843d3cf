"""Entry into force and term."""

from __future__ import annotations

import pytest

from kg.mention.deadline.validity import find_validity, validity
from tests.texts import documents

ISSUED = "2023-10-07"
CASES = [
    ("本办法自2023年11月7日起施行，有效期2年，原规定同时废止。", "2023-11-07", "2025-11-06"),
    ("本办法自发布之日起施行，有效期2年。", "2023-10-07", "2025-10-06"),
    ("本细则自2024年1月1日起施行，有效期至2025年12月31日。", "2024-01-01", "2025-12-31"),
    ("本通告由市公安局负责解读，自2023年11月15日起施行，有效期至2024年3月15日。", "2023-11-15", "2024-03-15"),
    ("本预案自印发之日起施行，由市生态环境局负责解释。", "2023-10-07", None),
    ("本意见自发布之日起30日后施行。", "2023-11-06", None),
    ("《江州市村镇办法》已经常务会议通过，现予发布施行。", "2023-10-07", None),
    ("已经常务会议审议通过，现予公布，自2023年11月25日起施行。", "2023-11-25", None),
    ("本办法自2024年2月29日起施行，有效期为五年。", "2024-02-29", "2029-02-27"),
    ("本规定自2023年11月1日起执行，试行期6个月。", "2023-11-01", "2024-04-30"),
    ("本通知有效期1年。", None, "2024-10-06"),
    ("本公告执行至2027年12月31日。", None, "2027-12-31"),
    ("上述政策执行至2027年12月31日。", None, None),
    ("本令有效期自2023年9月11日至2024年4月30日。", "2023-09-11", "2024-04-30"),
    ("资格证书有效期自2023年9月11日至2024年4月30日。", None, None),
    ("许可证有效期至2026年9月30日。", None, None),
    ("现印发给你们。\n文件自2023年12月1日起施行，有效期五年。", "2023-12-01", "2028-11-30"),
    ("国务院文件自2023年12月1日起施行。", None, None),
    ("基本生活补贴标准均从2025年1月1日起执行。", None, None),
    ("电费缴费业务自2023年11月21日起恢复办理。", None, None),
    ("落实文件规定，有效期内的证书继续有效。", None, None),
]


OF_ITSELF = """江州市公安局关于修改《通行规定》的{kind}
各分局：
现修改如下。
本决定自2025年4月28日起施行，有效期至2030年4月27日。
江州市公安局
2025年4月16日
通行规定
第一条 为办理通行证，制定本规定。
第二条 本规定自公布之日起实施。
"""


@pytest.mark.parametrize(("kind", "effective"), [("决定", "2025-04-28"), ("通知", "2025-04-16")])
def test_what_a_document_says_of_itself_is_not_replaced(kind: str, effective: str) -> None:
    (found,) = documents(OF_ITSELF.format(kind=kind))
    assert validity(found)[0] == effective


@pytest.mark.parametrize(("text", "effective", "expires"), CASES, ids=[text[:16] for text, _, _ in CASES])
def test_find_validity(text: str, effective: str | None, expires: str | None) -> None:
    hit = find_validity(text, ISSUED)
    assert (hit.effective if hit else None, hit.expires if hit else None) == (effective, expires)
