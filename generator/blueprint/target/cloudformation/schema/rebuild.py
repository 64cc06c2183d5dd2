#!/usr/bin/env python3
"""Rebuilds aws.schema: what Blueprint knows of CloudFormation's resources, for the types in types.txt.

Needs Python 3.10 and cfn-lint, whose package holds the schemas that AWS publishes, with its own
corrections:

  python3 -m venv venv
  venv/bin/pip install cfn-lint==1.51.0

Then, here:  venv/bin/python rebuild.py
  --out FILE      instead of aws.schema beside this script

Ends with 1, and writes nothing, if a type of types.txt is not there or if a schema can't be read.
"""

import argparse
import json
import sys
from importlib.metadata import version
from pathlib import Path

PACKAGE_VERSION = "1.51.0"
READ_ON = "2026-11-21"
HERE = Path(__file__).parent

# A region that has all of them. In others some values are missing.
REGION = "us-east-1"

# More values than these are a list that grows with every release, such as that of machine types.
MOST_VALUES = 40

HEADER = f"""\
# What Blueprint knows of CloudFormation's resources. Written by rebuild.py, not by hand.
# source: the schemas of resource types in PyPI cfn-lint {PACKAGE_VERSION}, region {REGION} (MIT-0,
#   Copyright Amazon.com, Inc. or its affiliates)
# date: {READ_ON}
#
# A resource begins at the margin, an object that it has one blank further in, their members two.
# `Resource` is what stands beside the properties of each.
#   @create-only, @conditional-create-only: another value replaces the resource, or may do so
#   @read-only: only AWS sets it
#   @attributes: what Fn::GetAtt takes, if that is not what is read-only; `*` is every property
#   member:  name type [required] [=value|value]
# A type is string, integer, number, boolean, json, list(type), map(type) or the name of an object.
# `json` is data of any form. A path leaves out the places in lists.
"""


# What stands beside the properties of a resource, with what the package says of update policies.
BESIDE = {
    "properties": {
        "CreationPolicy": {"$ref": "#/definitions/CreationPolicy"},
        "DeletionPolicy": {
            "type": "string",
            "enum": ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"],
        },
        "DependsOn": {},
        "Metadata": {"type": "object"},
        "UpdatePolicy": {"$ref": "#/definitions/AutoScalingGroupUpdatePolicy"},
        "UpdateReplacePolicy": {"type": "string", "enum": ["Delete", "Retain", "Snapshot"]},
    },
    "definitions": {
        "AutoScalingCreationPolicy": {
            "type": "object",
            "properties": {"MinSuccessfulInstancesPercent": {"type": "integer"}},
        },
        "CreationPolicy": {
            "type": "object",
            "properties": {
                "AutoScalingCreationPolicy": {"$ref": "#/definitions/AutoScalingCreationPolicy"},
                "ResourceSignal": {"$ref": "#/definitions/ResourceSignal"},
            },
        },
        "ResourceSignal": {
            "type": "object",
            "properties": {"Count": {"type": "integer"}, "Timeout": {"type": "string"}},
        },
    },
}


class Resource:
    """The lines of one resource."""

    def __init__(self, name, schema):
        self.name = name
        self.schema = schema
        self.definitions = schema.get("definitions", {})
        self.objects = {}

    def lines(self, attributes):
        body = self.members(self.schema, self.name)
        heads = [
            *self.head("create-only", "createOnlyProperties"),
            *self.head("conditional-create-only", "conditionalCreateOnlyProperties"),
            *self.head("read-only", "readOnlyProperties"),
            *attributes,
        ]
        lines = [self.name, *heads, *body]
        for name in sorted(self.objects):
            lines += [f" {name}", *self.objects[name]]
        return lines

    def head(self, word, key):
        paths = self.paths(key)
        return [f"  @{word} {' '.join(paths)}"] if paths else []

    def paths(self, key):
        return sorted({path(pointer) for pointer in self.schema.get(key, [])})

    def members(self, schema, place):
        required = schema.get("required", [])
        lines = []
        for name, member in sorted(schema.get("properties", {}).items()):
            words = [name, self.type(member, f"{place}.{name}")]
            if name in required:
                words.append("required")
            values = self.values(member)
            if values:
                words.append("=" + "|".join(values))
            lines.append("  " + " ".join(words))
        return lines

    def resolved(self, schema):
        reference = schema.get("$ref")
        return self.definitions[reference.rpartition("/")[2]] if reference else schema

    def values(self, member):
        """The few words that may stand there, or in the list that stands there."""
        schema = self.resolved(member)
        if schema.get("type") == "array":
            schema = self.resolved(schema.get("items", {}))
        values = [str(value) for value in schema.get("enum", [])]
        if any(" " in value or "|" in value for value in values):
            raise ValueError(f"{self.name}: values with a blank: {values}")
        return values if len(values) <= MOST_VALUES else []

    def type(self, member, place):
        schema = self.resolved(member)
        kind = schema.get("type")
        if isinstance(kind, list) or kind is None:
            # A policy that may be text, or a choice between forms.
            return "json"
        if kind == "array":
            return f"list({self.type(schema['items'], place)})" if "items" in schema else "json"
        if kind != "object":
            return kind
        patterns = list(schema.get("patternProperties", {}).values())
        if patterns and not schema.get("properties"):
            return f"map({self.type(patterns[0], place)})"
        if not schema.get("properties"):
            return "json"
        reference = member.get("$ref")
        name = reference.rpartition("/")[2] if reference else place.rpartition("::")[2].replace(".", "")
        if name not in self.objects:
            self.objects[name] = []  # it may hold itself
            self.objects[name] = self.members(schema, place)
        return name


def path(pointer):
    return ".".join(step for step in pointer.split("/")[2:] if step != "*")


def read_types():
    lines = (HERE / "types.txt").read_text(encoding="utf-8").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in line.split())
    return sorted(f"AWS::{word}" for word in words)


def text():
    import cfnlint
    from cfnlint.schema._getatts import _all_property_types
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER as schemas

    beside = json.loads(json.dumps(BESIDE))
    policies = Path(cfnlint.__file__).parent / "data/schemas/other/resources/update_policy.json"
    beside["definitions"].update(json.loads(policies.read_text(encoding="utf-8"))["definitions"])
    lines = Resource("Resource", beside).lines([])
    for name in read_types():
        found = schemas.get_resource_schema(REGION, name)
        # A copy without the classes of the package.
        resource = Resource(name, json.loads(json.dumps(found.schema)))
        attributes = []
        if name in _all_property_types:
            attributes = ["  @attributes *"]
        elif sorted(found.get_atts.data) != resource.paths("readOnlyProperties"):
            attributes = ["  @attributes " + " ".join(sorted(found.get_atts.data))]
        lines += resource.lines(attributes)
    return HEADER + "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=HERE / "aws.schema")
    out = parser.parse_args().out
    if version("cfn-lint") != PACKAGE_VERSION:
        raise ValueError(f"cfn-lint is {version('cfn-lint')}, not {PACKAGE_VERSION}")
    out.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except (ImportError, KeyError, ValueError) as error:
        sys.exit(str(error))
