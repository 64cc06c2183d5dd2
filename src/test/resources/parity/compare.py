"""Whether the outputs of both engines say the same.

    compare.py DIFFERENCES FOLDER...

Each folder has a `terraform` and a `cloudformation` in it. Prints, as JSON, the lines that differ
for each folder, and the known differences that none of the folders has.
"""

import fnmatch
import json
import re
import sys
from pathlib import Path

import cloudformation
import terraform

NOTHING = "nothing"


class Known:
    """A difference that is meant; what it leaves out may have any value."""

    def __init__(self, entry):
        self.entry = entry
        self.unused = set(entry["facts"])

    def is_it(self, path, ours, theirs):
        if not self._fits(ours, theirs):
            return False
        patterns = [pattern for pattern in self.entry["facts"] if fnmatch.fnmatchcase(path, pattern)]
        self.unused.difference_update(patterns)
        return bool(patterns)

    def _fits(self, ours, theirs):
        if self.entry.get("one more"):
            return isinstance(ours, int) and theirs == ours + 1
        if "for" in self.entry:
            return re.sub(self.entry["for"], self.entry["stands"], str(ours)) == str(theirs)
        return str(self.entry.get("terraform", ours)) == str(ours) and str(
            self.entry.get("cloudformation", theirs)
        ) == str(theirs)


def differences(folder, known):
    """The lines of a folder's facts that only one engine says."""
    terraform_facts, region = terraform.facts(folder / "terraform")
    ours = terraform_facts.flat()
    theirs = cloudformation.facts(folder / "cloudformation" / "template.yaml", region).flat()
    lines = []
    for path in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(path, NOTHING), theirs.get(path, NOTHING)
        if a != b and not any([each.is_it(path, a, b) for each in known]):
            lines += [path, f"  terraform:      {a}", f"  cloudformation: {b}"]
    return lines, len(ours)


def main(differences_file, *folders):
    known = [Known(entry) for entry in json.loads(Path(differences_file).read_text())]
    report = {"folders": {}}
    for folder in folders:
        try:
            lines, facts = differences(Path(folder), known)
        except (AttributeError, LookupError, TypeError, ValueError) as e:
            lines, facts = [f"not understood: {type(e).__name__} {e}"], 0
        report["folders"][folder] = {"differences": lines, "facts": facts}
    report["unused"] = [f"{each.entry['what']}: {pattern}" for each in known for pattern in sorted(each.unused)]
    json.dump(report, sys.stdout, indent=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
