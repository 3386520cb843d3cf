"""``python -m tools.vendor`` makes the vendored files anew; with ``--check`` it compares them and changes nothing."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.vendor.make import MANIFEST, ROOT, TARGETS, made, manifest

HERE = Path(__file__).parent
NPM = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where all is as it should be, 1 where a file differs, 2 where there is no npm."""
    parser = argparse.ArgumentParser(prog="tools.vendor", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare byte for byte; write nothing")
    check: bool = parser.parse_args(arguments).check
    if shutil.which("npm") is None:
        print("npm is needed to make the vendored files (Debian: apt-get install npm)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="kg-vendor-") as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        subprocess.run(NPM, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        files = made(json.loads(TARGETS.read_text(encoding="utf-8")), Path(folder))
    wanted = {ROOT / path: content for path, content in files.items()}
    wanted[MANIFEST] = manifest(files, HERE / "package-lock.json")
    if not check:
        for path, content in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    wrong = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
    for path in wrong:
        print(f"{path.relative_to(ROOT)} differs from what the locked packages give", file=sys.stderr)
    print(f"{len(wanted) - len(wrong)} of {len(wanted)} files are as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
