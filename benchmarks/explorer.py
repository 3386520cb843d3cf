"""How fast the explorer draws generated graphs without a GPU: frames while panning, first view; sigma.js beside it."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import command
from benchmarks.generated import generated
from kg.graph import store
from kg.graph.publish import publish
from kg.web.app import create_app
from kg.web.explorer.graph import Block
from tests.cli.conftest import plan
from tests.conftest import FLAGS
from tests.web.conftest import served

SIZES = {"20000": (20_000, 30_000), "100000": (100_000, 150_000)}
WINDOW = {"width": 1280, "height": 800}
FRAMES = 120
MOST_FRAME, MOST_FIRST = 33.0, 1000.0
"""Milliseconds: a frame while panning 20,000 nodes and 30,000 edges, and the first view of either graph."""
_SOFTWARE_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")

_PAN = """async (frames) => {
  const host = document.getElementById('stage');
  const say = (type, clientX, clientY) =>
    host.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX, clientY }));
  host.setPointerCapture = () => {};
  const box = host.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const at = (n) => [x + 260 * Math.sin(n / 14), y + 160 * Math.sin(n / 9)];
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  say('pointerdown', ...at(0));
  let last = await frame();
  for (let n = 1; n <= frames; n++) {
    say('pointermove', ...at(n));
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  say('pointerup', ...at(frames));
  return times;
}"""
_REDRAW = """async (times) => {
  const { stage } = document.getElementById('explorer').explorer;
  const taken = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    stage.base.ready = stage.base.job = null;
    stage.base.draw(stage.camera);
    stage.base.context.getImageData(0, 0, 1, 1);
    taken.push(performance.now() - start);
  }
  return taken;
}"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.explorer", __doc__ or "", measure, table, arguments)


class _Generated:
    """Stands for the graph of a build."""

    def __init__(self, block: Block) -> None:
        self.block = block


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """All figures. ``corpus`` is not used: the graphs are generated."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return {"skipped": "no Chromium on this machine"}
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder) / "build", lambda directory: store.write(directory / "store", [plan()]))
        app = create_app(Path(folder) / "build")
        with served(app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            figures: dict[str, Any] = {}
            busy = _busy()
            for name, (count, lines) in SIZES.items():
                block = generated(count, lines)
                app.state.explored = (app.state.library.corpus(), _Generated(block))
                figures[name] = {
                    "nodes": count,
                    "edges": lines,
                    "bytes": len(block.small),
                    **_canvas(browser, address, repeats),
                }
            app.state.explored = (app.state.library.corpus(), _Generated(generated(*SIZES["20000"])))
            version = browser.version
            browser.close()
            flags = [*(flag for flag in FLAGS if flag != "--disable-gpu"), *_SOFTWARE_WEBGL]
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            sigma = median(_panned(browser, address, "#mode=all&draw=webgl", frames=20))
            browser.close()
    ours = figures["20000"]["pan_frame_ms"]["median"]
    return {
        "machine": {"python": platform.python_version(), "chromium": version, "window": WINDOW, "busy": busy},
        "repeats": repeats,
        "graphs": figures,
        "sigma_frame_ms": round(sigma, 1),
        "sigma_to_canvas": round(sigma / ours, 1),
        "held": ours <= MOST_FRAME and all(one["first_view_ms"]["median"] <= MOST_FIRST for one in figures.values()),
    }


def _busy() -> float:
    """How many times longer than its own work something takes on this machine now: 1 where nothing else runs."""
    wall, work = perf_counter(), process_time()
    sum(n * n for n in range(3_000_000))
    return round((perf_counter() - wall) / (process_time() - work), 1)


def _canvas(browser: Browser, address: str, repeats: int) -> dict[str, Any]:
    first, frames, redraws = [], [], []
    for _ in range(repeats):
        page = _opened(browser, address, "")
        first.append(page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))
        page.close()
    for _ in range(repeats):
        frames += _panned(browser, address, "#mode=all")
    page = _opened(browser, address, "#mode=all")
    redraws = page.evaluate(_REDRAW, 4 + repeats)
    page.close()
    return {"first_view_ms": _spread(first), "pan_frame_ms": _spread(frames), "redraw_ms": _spread(redraws)}


def _panned(browser: Browser, address: str, view: str, frames: int = FRAMES) -> list[float]:
    page = _opened(browser, address, view)
    page.wait_for_selector("#stage[data-rests=true]", timeout=120_000)
    times: list[float] = page.evaluate(_PAN, frames)
    page.close()
    return times


def _opened(browser: Browser, address: str, view: str) -> Page:
    page = browser.new_page(viewport={**WINDOW})
    page.set_default_timeout(120_000)
    page.goto(f"{address}/static/icon.svg")
    page.goto(f"{address}/explorer{view}")
    page.wait_for_selector("#explorer[data-ready]")
    page.wait_for_timeout(300)
    return page


def _spread(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"median": round(median(ordered), 1), "p95": round(high, 1), "highest": round(ordered[-1], 1)}


def table(figures: dict[str, Any]) -> str:
    """The figures as lines."""
    if "skipped" in figures:
        return str(figures["skipped"])
    lines = ["nodes / edges     first view  frame while panning  (95 %)   full redraw   (ms, medians)"]
    for one in figures["graphs"].values():
        pan, redraw = one["pan_frame_ms"], one["redraw_ms"]
        lines.append(
            f"{one['nodes']:>7} / {one['edges']:<7} {one['first_view_ms']['median']:>9} {pan['median']:>17}"
            f" {pan['p95']:>12} {redraw['median']:>11}"
        )
    lines.append(f"sigma.js in the same software rendering, 20000 nodes: {figures['sigma_frame_ms']} ms a frame,")
    lines.append(f"{figures['sigma_to_canvas']} times as long; aims held: {figures['held']}")
    lines.append(f"other work made this machine {figures['machine']['busy']} times slower meanwhile")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
