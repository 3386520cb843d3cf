"""Numbers as word processors write them: 一, （十二）, Ⅳ, ⑤, 壬 (ECMA-376 part 1, 17.18.59: ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


def written(value: int, form: str) -> str:
    """``value`` in a number format of ST_NumberFormat; in Arabic figures where the format is not known."""
    write = _FORMS.get(form)
    return write(value) if write else str(value)


def thousand(value: int) -> str:
    """一, 十, 十一, 二十, 一百零一, 一千二百三十四."""
    if not 0 < value < 10_000:
        return digital(value)
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def digital(value: int) -> str:
    """一, 一〇, 一一, 二〇: figure by figure."""
    return "".join(_DIGITS[int(figure)] for figure in str(value))


def _counting(value: int) -> str:
    return thousand(value) if value < 100 else digital(value).replace("〇", "○")


def _legal(value: int) -> str:
    text = thousand(value)
    text = "一" + text if text.startswith("十") else text
    return text.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


def _letter(value: int) -> str:
    """a … z, aa, bb …, as Word goes on."""
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 40) if value > 0 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    ):
        text += sign * (value // size)
        value %= size
    return text


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if 21 <= value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if 36 <= value <= 50 else str(value)


def _row(first: int, count: int) -> Callable[[int], str]:
    return lambda value: chr(first + value - 1) if 1 <= value <= count else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _wide(value: int) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in str(value))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "chineseCounting": _counting,
    "chineseCountingThousand": thousand,
    "japaneseCounting": thousand,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": thousand,
    "chineseLegalSimplified": _legal,
    "ideographDigital": digital,
    "japaneseDigitalTenThousand": digital,
    "taiwaneseDigital": digital,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _row(0x3220, 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda value: chr(0x2488 + value - 1) if 1 <= value <= 20 else f"{value}.",
    "decimalEnclosedParen": lambda value: chr(0x2474 + value - 1) if 1 <= value <= 20 else f"({value})",
}
