"""Computes what the lattice must answer over the 174 codes, from the facts as data and from the rules alone.

Shares no line with the program: it reads spine.json and wave1.json of the model (not the seed), and follows the rules of the
vocabulary as they are written. Its output is kept beside it: python3 compute.py <folder of the two files> > expected.json
"""
import json
import sys
from itertools import chain

folder = sys.argv[1]
spine, wave = (json.load(open(f"{folder}/{name}.json")) for name in ("spine", "wave1"))
AXES = ["REGION", "COMPARTMENT", "COLUMN", "LESION", "OPERATION", "DEVICE", "APPROACH", "EXTENT"]
FOUR_LEVELS = {"region:cervical", "region:thoracic", "region:lumbar", "region:sacral"}

term = {one["id"]: dict(one) for one in spine["terms"] + wave["terms"]}
for name, change in wave["termChanges"].items():
    term[name].update(change)
family = {one["id"]: one for one in spine["families"] + wave["families"]}
codes = {one["code"]: one for one in spine["codes"] + wave["codes"]}
for one in wave["sides"]:
    codes[one["code"]]["axes"]["SIDE"] = {"terms": one["terms"], "basis": one["basis"]}
deleted = {one["code"] for one in spine["deleted"]}
codes = {number: one for number, one in codes.items() if number not in deleted}
INF = float("inf")


def line(one, of):
    """From a node up to its root, itself first."""
    found = []
    while one:
        found.append(one)
        one = of[one].get("parent")
    return found


UP = {one: line(one, term) for one in term}
KIDS = {}
for one in term:
    KIDS.setdefault(term[one]["parent"], []).append(one)
PLACE = {}


def number(one):
    PLACE[one] = len(PLACE)
    for child in KIDS.get(one, []):
        number(child)


for root in KIDS[None]:
    number(root)


def under(a, b):
    return b in UP[a]


def overlaps(a, b):
    """What lies under an end overlaps the other end; so do ancestors that the two do not share."""
    if under(a, b) or under(b, a):
        return False
    reach = lambda one, end, other: under(one, end) or (under(end, one) and not under(other, one))
    return any(
        reach(a, end, other) and reach(b, other, end)
        for end in term
        for other in term[end].get("overlaps") or []
        if term[end]["axis"] == term[a]["axis"]
    )


def counted(a, b):
    """How two counts of first vertebrae lie to each other; None where arithmetic does not tell."""
    x, y = term[a].get("counts"), term[b].get("counts")
    if not x or not y or x["unit"] != y["unit"] or x["repeat"] != "first" or y["repeat"] != "first":
        return None
    low, high = (x["least"], y["least"]), (x["most"] or INF, y["most"] or INF)
    if low[0] == low[1] and high[0] == high[1]:
        return "same"
    if low[0] >= low[1] and high[0] <= high[1]:
        return "within"
    if low[1] >= low[0] and high[1] <= high[0]:
        return "around"
    return "meets" if max(low) <= min(high) else "apart"


LIES = {}


def lie(a, b):
    if (a, b) not in LIES:
        LIES[a, b] = (
            "same" if a == b
            else counted(a, b)
            or ("within" if under(a, b) else "around" if under(b, a) else "meets" if overlaps(a, b) else "apart")
        )
    return LIES[a, b]


def said(code, axis):
    """The terms of an axis; None where the code takes them from its primary."""
    if axis in codes[code].get("inherits", []):
        return None
    return codes[code]["axes"].get(axis, {}).get("terms", [])


def steps(a, b):
    for up, one in enumerate(UP[a]):
        if one in UP[b]:
            return up + UP[b].index(one)
    return len(UP[a]) + len(UP[b])


def gap(axis, a, b):
    ranks = term[a].get("rank"), term[b].get("rank")
    if axis in ("REGION", "EXTENT") and None not in ranks:
        return abs(ranks[0] - ranks[1]) or 1
    return steps(a, b)


def compare(a, b):
    """[axis, relation, distance] of every axis on which two codes differ."""
    found = []
    for axis in AXES:
        x, y = said(a, axis), said(b, axis)
        if x is None or y is None or (not x and not y) or set(x) == set(y):
            continue
        inside = lambda these, those: all(any(lie(p, q) in ("same", "within") for q in those) for p in these)
        if not x or not y:
            found.append([axis, "NOT_STATED", 1])
        elif inside(x, y):
            found.append([axis, "BROADER", 1])
        elif inside(y, x):
            found.append([axis, "NARROWER", 1])
        elif any(lie(p, q) != "apart" for p in x for q in y):
            found.append([axis, "OVERLAPS", 1])
        else:
            found.append([axis, "DIFFERENT", min(gap(axis, p, q) for p in x for q in y)])
    return found


def beside(name):
    parent = family[name].get("parent")
    return parent if parent and family[parent].get("parent") else name


def related(a):
    group = lambda one: (beside(codes[one]["family"]), codes[one]["addOn"])
    rows = []
    for b in codes:
        if b != a and group(a) == group(b):
            differences = compare(a, b)
            rows.append((len(differences), sum(one[2] for one in differences), b, differences))
    said_as = lambda differences: ", ".join(f"{axis} {relation}" for axis, relation, _ in differences)
    return [[b, total, said_as(differences)] for _, total, b, differences in sorted(rows, key=lambda row: row[:3])]


def find(asked, near):
    groups = {}
    for one in asked:
        groups.setdefault(term[one]["axis"], []).append(one)
    exact, partial = [], []
    for code in sorted(codes):
        missing, conflicting, broader, example, met = [], [], [], [], 0
        axes_missing = axes_conflicting = overlapping = 0
        for axis, wanted in groups.items():
            own = said(code, axis) or []
            fits = []
            for one in wanted:
                lies = [lie(x, one) for x in own]
                fits.append(
                    3 if not lies
                    else 0 if "same" in lies or "within" in lies
                    else 1 if "around" in lies
                    else 2 if "meets" in lies
                    else 4
                )
            best = min(fits)
            at = [one for one, fit in zip(wanted, fits) if fit == best]
            if best < 2 or (near and best == 2):
                met += 1
                broader += at if best == 1 else []
                overlapping += len(at) if best == 2 else 0
                is_example = codes[code]["axes"].get(axis, {}).get("basis") == "EXAMPLE"
                example += at if is_example and best < 2 else []
            elif best == 4:
                conflicting += at
                axes_conflicting += 1
            else:
                missing += at
                axes_missing += 1
        if met == len(groups) and not codes[code]["addOn"]:
            exact.append((overlapping, len(broader), len(example), code))
        elif met:
            partial.append((-met, axes_conflicting, axes_missing, code, missing, conflicting))
    return {
        "asked": asked,
        "near": near,
        "exact": [row[3] for row in sorted(exact)],
        "partial": [list(row[3:]) for row in sorted(partial)[:20]],
    }


def grid(name):
    rows_axis, columns_axis = family[name]["rows"], family[name]["columns"]
    members = sorted(one for one in codes if name in line(codes[one]["family"], family))
    siblings = [one for one in codes if beside(name) in line(codes[one]["family"], family)]

    def places(code, axis):
        terms = said(code, axis)
        return [] if terms is None else terms or ["not-stated"]

    def order(key):
        counts = term[key].get("counts")
        return (0, counts["least"], counts["most"] or INF, PLACE[key]) if counts else (1, 0, 0, PLACE[key])

    def keys(axis, users):
        used = set(chain.from_iterable(places(one, axis) for one in users)) - {"not-stated"}
        open_ = any("not-stated" in places(one, axis) for one in members)
        return sorted(used, key=order) + (["not-stated"] if open_ else [])

    touches = lambda a, b: a == b or ("not-stated" not in (a, b) and lie(a, b) != "apart")
    any_level = lambda code: FOUR_LEVELS <= set(places(code, "REGION"))
    rows, columns = keys(rows_axis, members), keys(columns_axis, siblings)
    cells = []
    for row in rows:
        for column in columns:
            at_row = [one for one in members if row in places(one, rows_axis)]
            free = [one for one in at_row if any_level(one)] if columns_axis == "REGION" else []
            here = [one for one in at_row if column in places(one, columns_axis) and one not in free]
            if free:
                state, held = "ANY_LEVEL", sorted(here + free)
            elif here:
                state, held = "CODE", here
            else:
                covers = []
                for add_on in (False, True):
                    for key in (one for one in rows if touches(one, row)):
                        pool = [
                            one for one in members
                            if codes[one]["addOn"] == add_on and not any_level(one) and key in places(one, rows_axis)
                        ]
                        same = [one for one in pool if column in places(one, columns_axis)]
                        near = [
                            one for one in pool if any(touches(place, column) for place in places(one, columns_axis))
                        ]
                        covers += [(key, one) for one in same or near]
                    if covers:
                        break
                held = sorted({one for _, one in covers})
                split = covers and all(key != row and "not-stated" not in (key, row) and under(key, row) for key, _ in covers)
                state = "NOT_DEFINED" if not covers else "SPLIT" if split else "COVERED_BY"
            cells.append([row, column, state, held])
    return {"rows": rows, "columns": columns, "cells": cells}


def role(add_on, primary):
    counts = [term[one].get("counts") for one in said(add_on, "EXTENT") or []]
    repeats = any(one and one["repeat"] in ("further", "second") for one in counts)
    pairs = [(x, y) for x in said(add_on, "OPERATION") or [] for y in said(primary, "OPERATION") or []]
    return "GOES_ON" if repeats and any(under(x, y) or under(y, x) for x, y in pairs) else "ACCOMPANIES"


ASKED = [
    ["operation:arthrodesis", "column:disc-space", "region:lumbar", "approach:posterior"],
    ["operation:arthrodesis", "column:disc-space", "region:lumbar", "approach:retroperitoneal"],
    ["operation:arthrodesis", "lesion:scoliosis"],
    ["operation:arthrodesis", "region:cervical", "column:posterior"],
    ["device:intervertebral-device"],
    ["device:segmental-fixation", "column:posterior", "extent:three-to-six-segments"],
    ["extent:four-to-seven-segments", "device:spinal-fixation"],
    ["side:one", "region:lumbar"],
    ["side:one-or-both", "region:lumbar", "operation:decompression"],
    ["region:sacral", "compartment:extradural", "lesion:neoplasm"],
]
sets = [one["code"] for one in wave["codes"]]
print(json.dumps(
    {
        "related": {code: related(code) for code in sorted(codes)},
        "grids": {name: grid(name) for name in sorted({one["family"] for one in wave["codes"]})},
        "find": [find(asked, near) for asked in ASKED for near in (False, True)],
        "roles": {
            code: [[primary, role(code, primary)] for primary in codes[code]["primaries"] if primary in codes]
            for code in sorted(codes) if codes[code]["addOn"]
        },
    },
    indent=None,
    separators=(",", ":"),
))
