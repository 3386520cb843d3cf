"""From installed npm packages to the vendored files: copies, bundles, licences, and the manifest of all of them."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TARGETS = Path(__file__).parent / "targets.json"
MANIFEST = Path(__file__).parent / "manifest.json"
MIT = Path(__file__).parent / "MIT.txt"
LICENCE_SUFFIX = ".LICENSE.txt"
_LICENCE = re.compile(r"(?i)(?:licen[cs]e|copying)(?:\.(?:md|txt))?")
_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/(?!.*node_modules/)")
_ESBUILD = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none")


def made(targets: Iterable[Mapping[str, Any]], folder: Path) -> dict[str, bytes]:
    """Path from the root -> content, for every target and its licence. ``folder`` holds ``node_modules``.

    Raises KeyError for a target that is neither a copy nor a bundle, OSError where a package lacks the file.
    """
    files: dict[str, bytes] = {}
    for target in targets:
        if "copy" in target:
            path = folder / "node_modules" / target["copy"]
            content, packages = path.read_bytes(), {_package(f"node_modules/{target['copy']}")}
        else:
            content, packages = _bundled(target["bundle"], folder)
        files[target["to"]] = content
        files[target["to"] + LICENCE_SUFFIX] = _licences(sorted({*packages, *target.get("within", ())}), folder)
    return dict(sorted(files.items()))


def manifest(files: Mapping[str, bytes], lock: Path) -> bytes:
    """The JSON that names every file with its checksum, and the version of every locked package that is not a tool."""
    locked: dict[str, dict[str, Any]] = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    versions = {name.removeprefix("node_modules/"): entry for name, entry in locked.items() if name}
    content = {
        "packages": {name: entry["version"] for name, entry in versions.items() if not entry.get("dev")},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return (json.dumps(content, indent=2) + "\n").encode("utf-8")


def _bundled(source: str, folder: Path) -> tuple[bytes, set[str]]:
    """The bundle, and the packages that went into it."""
    output, meta = folder / "out.js", folder / "meta.json"
    program = folder / "node_modules" / ".bin" / "esbuild"
    command = [str(program), *_ESBUILD, f"--outfile={output}", f"--metafile={meta}", "--log-level=error"]
    subprocess.run(command, cwd=folder, input=source.encode("utf-8"), check=True)
    inputs = json.loads(meta.read_text(encoding="utf-8"))["inputs"]
    return output.read_bytes(), {_package(name) for name in inputs if name.startswith("node_modules/")}


def _package(path: str) -> str:
    found = _PACKAGE.search(path)
    if found is None:
        raise KeyError(f"{path} is in no package")
    return found[1]


def _licences(packages: Iterable[str], folder: Path) -> bytes:
    parts = []
    for name in packages:
        place = folder / "node_modules" / name
        about = json.loads((place / "package.json").read_text(encoding="utf-8"))
        texts = [path.read_text(encoding="utf-8") for path in sorted(place.iterdir()) if _LICENCE.fullmatch(path.name)]
        body = "\n".join(text.strip().replace("\r\n", "\n") for text in texts) or _stated(about)
        parts.append(f"{name} {about['version']} ({about['license']})\n\n{body}\n")
    return "\n---\n\n".join(parts).encode("utf-8")


def _stated(about: Mapping[str, Any]) -> str:
    """The licence of a package that names it and does not carry its text. Raises KeyError for others than MIT."""
    holders = [about["author"], *(one["name"] for one in about.get("contributors", ()))]
    text = {"MIT": MIT}[about["license"]].read_text(encoding="utf-8")
    return text.format(holders=", ".join(holders)).strip()
