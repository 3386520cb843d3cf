"""Several small scripts as one: a browser without a GPU takes about 10 ms for each file that it has to ask for.

It reads what the scripts of this package are written in: each ``import { … } from '…';`` on one line, every ``export``
in front of a function, a class or a constant, no circle of imports.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_IMPORT = re.compile(r"^import (\{[^}\n]*\}) from '([^'\n]+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)


def bundled(entry: str, scripts: Mapping[str, str]) -> str:
    """The script ``entry`` (a path) together with all of ``scripts`` (path -> text) that it imports, directly or not.

    Every script but ``entry`` becomes a function that is called once and returns what it exports. Scripts that are not
    in ``scripts`` are imported as before, which works from the folder of ``entry``. Raises ValueError for a circle.
    """
    outside: dict[str, None] = {}
    inside: dict[str, str] = {}  # path -> the statement that calls it; each behind those that it needs

    def text(path: str, above: tuple[str, ...]) -> str:
        if path in above:
            raise ValueError(f"a circle of imports: {' → '.join((*above, path))}")

        def imported(match: re.Match[str]) -> str:
            names, target = match[1], posixpath.normpath(posixpath.join(posixpath.dirname(path), match[2]))
            if target not in scripts:
                way = posixpath.relpath(target, posixpath.dirname(entry) or ".")
                outside[f"import {names} from '{way if way.startswith('.') else './' + way}';\n"] = None
                return ""
            if target not in inside:
                source = text(target, (*above, path))
                exports = ", ".join(_EXPORT.findall(source))
                inside[target] = (
                    f"const ${len(inside)} = (() => {{\n{_EXPORT.sub('', source)}return {{ {exports} }};\n}})();\n"
                )
            return f"const {names} = ${list(inside).index(target)};\n"

        return _IMPORT.sub(imported, scripts[path])

    last = text(entry, ())
    return "".join((*outside, *inside.values(), last))
