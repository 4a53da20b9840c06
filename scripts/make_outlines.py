#!/usr/bin/env python3
"""Writes data/map/outlines.tsv: outlines of countries for the map of a report.

They come from Natural Earth (public domain), 1:110 million, as the npm package world-atlas packs them:

    npm pack world-atlas && tar xzf world-atlas-*.tgz package/countries-110m.json
    scripts/make_outlines.py package/countries-110m.json

Points are rounded to a tenth of a degree; those that fall together are dropped, and so are rings of less than three.
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEAD = """\
# iso3	rings
# Outlines of countries: Natural Earth (naturalearthdata.com), public domain, 1:110 million; made by scripts/make_outlines.py.
# A ring is a closed line of points x,y in tenths of a degree (east, north): the first as it is, each further one as the
# step from the one before; rings stand after one another. Borders are those that are held, which says nothing of rights.
"""


def arcs_of(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 10), round((y * sy + ty) * 10)))
        out.append(points)
    return out


def ring_of(indices, arcs):
    points = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc if not points else arc[1:]
    slim = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    return slim[:-1] if len(slim) > 1 and slim[0] == slim[-1] else slim


def coded(ring):
    steps = [ring[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in zip(ring, ring[1:])]
    return " ".join(f"{x},{y}" for x, y in steps)


def main():
    topology = json.load(open(sys.argv[1], encoding="utf-8"))
    arcs = arcs_of(topology)
    numeric = {}
    for line in open(f"{HERE}/data/knowledge/country_codes.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            f = line.rstrip("\n").split("\t")
            numeric[f[3]] = f[0]
    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring_of(r, arcs) for polygon in polygons for r in polygon]
        rings = [coded(r) for r in rings if len(r) > 2]
        if rings:
            rows.append((numeric.get(shape.get("id", ""), "-"), ";".join(rings)))
    with open(f"{HERE}/data/map/outlines.tsv", "w", encoding="utf-8") as out:
        out.write(HEAD)
        for iso3, rings in sorted(rows):
            out.write(f"{iso3}\t{rings}\n")


main()
