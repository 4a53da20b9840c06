#!/usr/bin/env python3
"""Makes data/knowledge/word_classes.tsv from WordNet 3 (Debian package wordnet-base).

Each verb, and each noun for an act, an event, something said, a state, a group or a person, gets
the names of the synsets above its commonest senses: `detain` is a kind of `confine.1`. Statistical
parts of the coder use them so that what was learned of one word holds for its kin.

    scripts/make_word_classes.py /usr/share/wordnet data/knowledge/word_classes.tsv \
        data/knowledge/irregular_forms.tsv

WordNet 3.0 (c) 2006 Princeton University; its licence allows this use with attribution.
"""
import sys

NOUN_FILES = {"04", "10", "11", "14", "18", "26"}  # act communication event group person state


def synsets(path):
    out = {}
    for line in open(path, encoding="latin-1"):
        if line.startswith("  "):
            continue
        f = line.split(" | ")[0].split()
        words = int(f[3], 16)
        lemma = f[4].lower()
        at = 4 + 2 * words
        up = None
        for i in range(int(f[at])):
            kind, offset = f[at + 1 + 4 * i], f[at + 2 + 4 * i]
            if kind in ("@", "@i") and up is None:
                up = offset
        out[f[0]] = (f[1], lemma, up)
    return out


def senses(path):
    for line in open(path, encoding="latin-1"):
        if line.startswith("  "):
            continue
        f = line.split()
        offsets = f[-int(f[2]):]
        yield f[0], offsets, int(f[-int(f[2]) - 1])


def main(folder, out_path):
    rows = []
    for pos, name in (("v", "verb"), ("n", "noun")):
        data = synsets(f"{folder}/data.{name}")
        index = list(senses(f"{folder}/index.{name}"))
        number = {}
        for lemma, offsets, _ in index:
            for i, offset in enumerate(offsets):
                number[(lemma, offset)] = i + 1
        for lemma, offsets, tagged in index:
            if "_" in lemma or not lemma.isalpha() or not lemma.isascii():
                continue
            if pos == "n" and (data[offsets[0]][0] not in NOUN_FILES or tagged == 0):
                continue
            classes = []
            for offset in offsets[: 2 if pos == "v" else 1]:
                steps = 0
                while offset and steps < 4:
                    kind, first, up = data[offset]
                    label = f"{first}.{number.get((first, offset), 0)}"
                    if label not in classes:
                        classes.append(label)
                    offset, steps = up, steps + 1
            rows.append(f"{lemma}\t{pos}\t{'|'.join(classes)}\n")
    with open(out_path, "w", encoding="utf-8") as f:
        f.write("# lemma\tpos\tclasses\n# WordNet 3.0, Princeton University; "
                "made by scripts/make_word_classes.py\n")
        f.writelines(sorted(rows))


def irregular(folder, out_path):
    """Forms that the regular endings do not explain: fought, children, abetted."""
    with open(out_path, "w", encoding="utf-8") as f:
        f.write("# form\tpos\tlemma\n# WordNet 3.0, Princeton University; "
                "made by scripts/make_word_classes.py\n")
        for pos, name in (("v", "verb"), ("n", "noun")):
            for line in open(f"{folder}/{name}.exc", encoding="latin-1"):
                form, lemma = line.split()[:2]
                if form.isalpha() and lemma.isalpha() and form.isascii():
                    f.write(f"{form}\t{pos}\t{lemma}\n")


main(sys.argv[1], sys.argv[2])
irregular(sys.argv[1], sys.argv[3])
