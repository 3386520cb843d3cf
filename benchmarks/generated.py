"""Graphs of any size to draw, in the form in which the server sends that of a build."""

from __future__ import annotations

import numpy

from kg.web.explorer.columns import packed
from kg.web.explorer.graph import KINDS, LAYOUTS, TIERS, TYPES, Block, as_block, pressed


def generated(count: int, lines: int, seed: int = 20) -> Block:
    """A graph like that of a gazette: clusters of very different sizes, hubs, most lines within a cluster."""
    dice = numpy.random.default_rng(seed)
    clusters = max(20, count // 250)
    share = dice.dirichlet(numpy.full(clusters, 0.7))
    cluster = numpy.sort(dice.choice(clusters, count, p=share)).astype(numpy.uint32)
    middle = dice.normal(0, 40 * numpy.sqrt(count) / 4, (clusters, 2))
    places = middle[cluster] + dice.normal(0, 1, (count, 2)) * (22 * numpy.sqrt(share * count))[cluster][:, None]
    source = dice.integers(0, count, lines)
    near = source + (dice.pareto(1.1, lines) * 4 + 1).astype(numpy.int64) * dice.choice((-1, 1), lines)
    target = numpy.where(dice.random(lines) < 0.92, near, dice.integers(0, count, lines)) % count
    kind = dice.choice(len(KINDS), count, p=(0.25, 0.15, 0.1, 0.5)).astype(numpy.uint8)
    columns = {
        "id": [f"{n}号" for n in range(count)],
        "label": [f"江州市第{n}号任务" for n in range(count)],
        "x": places[:, 0].astype(numpy.float32),
        "y": places[:, 1].astype(numpy.float32),
        "kind": kind,
        "tier": dice.integers(0, len(TIERS), count).astype(numpy.uint8),
        "day": dice.choice([20230103, 20230611, 20231212], count).astype(numpy.int32),
        "cluster": cluster,
        "source": source.astype(numpy.uint32),
        "target": target.astype(numpy.uint32),
        "type": dice.integers(0, len(TYPES), lines).astype(numpy.uint8),
        "derived": dice.integers(0, 2, lines).astype(numpy.uint8),
        "document": dice.integers(0, count, lines).astype(numpy.uint32),
    }
    about = {"kinds": KINDS, "tiers": TIERS, "types": TYPES, "layouts": LAYOUTS}
    return as_block(pressed(packed(columns, about)))
