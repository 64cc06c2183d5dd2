"""What both readers reduce an output to: plain facts, each by a path of what it is said of.

A reader takes each property of a resource out of a `Reading`, which knows what nobody took. So
a property that no fact says is an error, and not a silent gap between the engines.
"""

import json

import yaml


class Reading(dict):
    """Properties of a resource, or of a part of it; remembers which of them were taken."""

    def __init__(self, values):
        super().__init__((key, _watched(value)) for key, value in values.items())
        self._untaken = set(self)

    def __getitem__(self, key):
        self._untaken.discard(key)
        return super().__getitem__(key)

    def __missing__(self, key):
        """What an output does not say is a difference where the other one says it."""
        return None

    def get(self, key, default=None):
        return self[key] if key in self else default

    def part(self, key):
        """A part that may be missing, as a block of Terraform is a list of at most one."""
        value = self.get(key) or {}
        if isinstance(value, list):
            (value,) = value
        return value if isinstance(value, Reading) else Reading(value)

    def pass_over(self, *keys):
        """Properties that are not compared."""
        for key in keys:
            plain(self.get(key))

    def untaken(self):
        for key, value in self.items():
            if key in self._untaken:
                yield key
            else:
                yield from (f"{key}.{below}" for below in _untaken(value))


def _watched(value):
    if isinstance(value, dict):
        return Reading(value)
    return [_watched(item) for item in value] if isinstance(value, list) else value


def _untaken(value):
    if isinstance(value, Reading):
        yield from value.untaken()
    elif isinstance(value, list):
        for item in value:
            yield from _untaken(item)


def plain(value):
    """All of a value, taken as it is."""
    if isinstance(value, dict):
        return {key: plain(value[key]) for key in value}
    return [plain(item) for item in value] if isinstance(value, list) else value


class Facts:
    """Facts by kind and name."""

    def __init__(self):
        self._kinds = {}

    def add(self, kind, name, **facts):
        """Says something of a thing; a thing of the same name twice would hide one of them."""
        things = self._kinds.setdefault(kind, {})
        if name in things:
            raise ValueError(f"two of one name: {kind} {name}")
        things[name] = {key.replace("_", " "): plain(fact) for key, fact in facts.items()}

    def rule(self, direction, group, peer, protocol, first, last, description):
        if direction == "egress" and peer == "127.0.0.1/32" and str(protocol) == "-1":
            return  # reaches nothing; CloudFormation needs one rule, or AWS adds one that reaches all
        ports = first if first == last else f"{first}-{last}"
        self.add(direction, f"{group}, {peer}, {protocol} {ports}", description=description)

    def tags(self, kind, name, tags):
        self.add(f"tags of {kind}", name, **{})
        self._kinds[f"tags of {kind}"][name] = plain(tags)

    def policy(self, kind, owner, statements):
        """Who may do what, one action and one resource at a time."""
        for statement in plain(statements):
            conditions = statement.get("Condition", {})
            said = {
                "condition": {
                    test: {variable: _list(values) for variable, values in each.items()}
                    for test, each in conditions.items()
                }
            }
            if kind != "trust":
                said["sid"] = statement.get("Sid", "")
            for principal in _principals(statement.get("Principal")):
                for action in _list(statement["Action"]):
                    for resource in _list(statement.get("Resource", "itself")):
                        effect = statement.get("Effect", "Allow")
                        self.add(kind, f"{owner}: {effect} {principal}{action} on {resource}", **said)

    def flat(self):
        """Each fact by its path."""
        return dict(_flat("", self._kinds))


def _list(value):
    return value if isinstance(value, list) else [value]


def _principals(principal):
    if principal is None:
        return [""]
    if isinstance(principal, str):
        return ["anyone to " if principal == "*" else f"{principal} to "]
    return [f"{name} to " for kind in principal for name in _list(principal[kind])]


def _flat(path, value):
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from _flat(f"{path} / {key}" if path else str(key), below)
    else:
        yield path, value


def user_data(text):
    """What a machine reads at boot, with the values as what they mean rather than as text."""
    config = yaml.safe_load(text)
    for file in config["write_files"]:
        if file["path"].endswith(".json"):
            file["content"] = json.loads(file["content"])
            _folder_of_parts(file["content"].get("settings", {}))
    return {
        "files": {file.pop("path"): file for file in config.pop("write_files")},
        **config,
    }


def minutes(text):
    """`15m` of Terraform, `PT15M` of CloudFormation."""
    return int(text.upper().removeprefix("PT").removesuffix("M"))


def _folder_of_parts(settings):
    """Parameters that hold settings in parts, by their folder: how many they are is told elsewhere."""
    if "parameters" in settings:
        folder = settings["parameters"][0].rpartition("/")[0]
        if settings["parameters"] != [f"{folder}/{n}" for n in range(len(settings["parameters"]))]:
            raise ValueError(f"parts in another order: {settings['parameters']}")
        settings["parameters"] = folder


def settings_in_parts(facts, parameters):
    """A settings file that parameters hold in parts: what they say together."""
    folders = {}
    for name, parameter in parameters.items():
        folder, _, number = name.rpartition("/")
        folders.setdefault(folder, {})[int(number)] = parameter
    for folder, parts in folders.items():
        text = "".join(parts[number]["value"] for number in range(len(parts)))
        facts.add("settings", folder, json=json.loads(text), parts=len(parts), type=parts[0]["type"])
        for part in parts.values():
            if (part["type"], part["tags"]) != (parts[0]["type"], parts[0]["tags"]):
                raise ValueError(f"parts that are not alike: {folder}")
        facts.tags("settings", folder, parts[0]["tags"])
