"""Reads a folder of Terraform: evaluates its expressions, with symbols for what only AWS knows."""

import json
import math
import re
from pathlib import Path

import hcl2
from lark import Tree

NOISE = {"new_line_or_comment"}


class Instance:
    """One resource, or one of a `for_each` or `count`, or a data source."""

    def __init__(self, module, labels, body, scope):
        self.module, self.scope = module, scope
        self.block, self.kind, self.name = labels
        self.body = body
        self._values = None

    @property
    def values(self):
        if self._values is None:
            self._values = self.module.body(self.body, self.scope)
            self.module.keys_of_expansion(self._values)
        return self._values

    def attribute(self, name):
        return self.values[name] if name in self.values else self.module.computed(self, name)


class Module:
    """A folder of `.tf` files; `computed(instance, attribute)` says what AWS would fill in."""

    def __init__(self, folder, computed):
        self.folder = Path(folder)
        self.computed = computed
        self.blocks, self.locals, self._locals = [], {}, {}
        for file in sorted(self.folder.glob("*.tf")):
            self._read(hcl2.parses_to_tree(file.read_text()).children[0])
        self._expanded = {}
        self._bodies = {
            tuple(labels): body for labels, body in self.blocks if labels[0] in ("resource", "data", "ephemeral")
        }

    def _read(self, body):
        for block in body.find_pred(lambda tree: tree.data == "block" and tree in body.children):
            labels = [self._label(child) for child in block.children if self._is_label(child)]
            inner = next(child for child in block.children if isinstance(child, Tree) and child.data == "body")
            if labels == ["locals"]:
                self.locals.update(self._attributes(inner))
            else:
                self.blocks.append((labels, inner))

    @staticmethod
    def _is_label(child):
        return isinstance(child, Tree) and child.data in ("identifier", "string")

    @staticmethod
    def _label(tree):
        return "".join(str(token) for token in tree.scan_values(lambda token: True)).strip('"')

    @staticmethod
    def _attributes(body):
        return {
            str(next(attribute.children[0].scan_values(lambda token: True))): attribute.children[-1]
            for attribute in body.children
            if isinstance(attribute, Tree) and attribute.data == "attribute"
        }

    def body(self, body, scope=None):
        """The attributes of a body; blocks in it are lists."""
        values = {name: self.value(tree, scope or {}) for name, tree in self._attributes(body).items()}
        for block in body.children:
            if isinstance(block, Tree) and block.data == "block":
                (label,) = [self._label(child) for child in block.children if self._is_label(child)]
                inner = next(child for child in block.children if getattr(child, "data", "") == "body")
                values.setdefault(label, []).append(self.body(inner, scope))
        return values

    @staticmethod
    def keys_of_expansion(values):
        values.pop("for_each", None)
        values.pop("count", None)

    def of(self, *labels):
        """The bodies of blocks that are no resources."""
        return [(found[len(labels) :], self.body(body)) for found, body in self.blocks if found[: len(labels)] == list(labels)]

    def variables(self):
        """What is asked of whoever applies this; a type is no value, and what is valid is not compared."""
        bodies = {labels[1]: self._attributes(body) for labels, body in self.blocks if labels[0] == "variable"}
        return {
            name: {key: self.value(tree, {}) for key, tree in attributes.items() if key != "type"}
            for name, attributes in bodies.items()
        }

    def resources(self, block):
        """All instances of `resource` or `data` or `ephemeral` blocks."""
        for first, kind, name in self._bodies:
            if first == block:
                found = self.expanded(first, kind, name)
                yield from [found] if isinstance(found, Instance) else found.values() if isinstance(found, dict) else found

    def expanded(self, *labels):
        """An instance, or a mapping of a `for_each`, or a list of a `count`."""
        if labels not in self._expanded:
            body = self._bodies[labels]
            attributes = self._attributes(body)
            if "for_each" in attributes:
                each = self.value(attributes["for_each"], {})
                self._expanded[labels] = {
                    key: Instance(self, labels, body, {"each": {"key": key, "value": value}})
                    for key, value in each.items()
                }
            elif "count" in attributes:
                self._expanded[labels] = [
                    Instance(self, labels, body, {"count": {"index": index}})
                    for index in range(self.value(attributes["count"], {}))
                ]
            else:
                self._expanded[labels] = Instance(self, labels, body, {})
        return self._expanded[labels]

    # --- expressions

    def value(self, tree, scope):
        children = [child for child in tree.children if getattr(child, "data", None) not in NOISE]
        return getattr(self, f"_{tree.data}")(children, scope)

    def _expr_term(self, children, scope):
        (term,) = [child for child in children if isinstance(child, Tree)]
        return self.value(term, scope)

    def _literal_value(self, children, scope):
        return {"true": True, "false": False, "null": None}[children[0]]

    def _int_lit(self, children, scope):
        return int(children[0])

    def _float_lit(self, children, scope):
        return float(children[0])

    def _string(self, children, scope):
        parts = [self._part(part.children[0], scope) for part in children if isinstance(part, Tree)]
        return "".join(part if isinstance(part, str) else json.dumps(part) for part in parts)

    def _part(self, part, scope):
        if isinstance(part, Tree):
            return self.value(part, scope)
        if part.type == "STRING_CHARS":
            return _unescaped(part)
        return _unescaped(part[1:])  # $${ and %%{ stand for ${ and %{

    def _interpolation(self, children, scope):
        return self.value(children[1], scope)

    def _tuple(self, children, scope):
        return [self.value(child, scope) for child in children if isinstance(child, Tree)]

    def _object(self, children, scope):
        elements = [child.children for child in children if isinstance(child, Tree)]
        return {self._key(element[0].children[0], scope): self.value(element[-1], scope) for element in elements}

    def _key(self, tree, scope):
        term = tree.children[0]
        return str(term.children[0]) if term.data == "identifier" else self.value(tree, scope)

    def _conditional(self, children, scope):
        condition, then, otherwise = [child for child in children if isinstance(child, Tree)]
        return self.value(then if self.value(condition, scope) else otherwise, scope)

    def _binary_op(self, children, scope):
        left, term = [child for child in children if isinstance(child, Tree)]
        operator, right = [child for child in term.children if getattr(child, "data", None) not in NOISE]
        a, b = self.value(left, scope), self.value(right, scope)
        return {"==": lambda: a == b, "*": lambda: a * b, "/": lambda: a / b}[str(operator.children[0])]()

    def _unary_op(self, children, scope):
        value = self.value(children[1], scope)
        return -value if children[0] == "-" else not value

    def _identifier(self, children, scope):
        return scope[str(children[0])]

    def _function_call(self, children, scope):
        name = str(children[0].children[0])
        arguments = next((child for child in children if getattr(child, "data", None) == "arguments"), None)
        trees = [c for c in arguments.children if isinstance(c, Tree) and c.data not in NOISE] if arguments else []
        return getattr(self, f"_call_{name}")(*[self.value(tree, scope) for tree in trees])

    def _get_attr_expr_term(self, children, scope):
        path = self._path(children)
        if path:
            found = self._reference(path, scope)
            if found is not None:
                return found[0]
        return _attribute(self.value(children[0], scope), str(children[1].children[-1].children[0]))

    def _path(self, children):
        """The words of `a.b.c`; nothing when it begins with anything but a word."""
        head = children[0].children[0]
        last = str(children[1].children[-1].children[0])
        if head.data == "identifier":
            return [str(head.children[0]), last]
        if head.data == "get_attr_expr_term":
            before = self._path(head.children)
            return before and [*before, last]
        return None

    def _reference(self, path, scope):
        """What a path stands for where it is exactly the name of something."""
        if path[0] in scope:
            return None
        if path[0] == "local" and len(path) == 2:
            if path[1] not in self._locals:
                self._locals[path[1]] = self.value(self.locals[path[1]], {})
            return [self._locals[path[1]]]
        if path[0] == "var" and len(path) == 2:
            return [self.variables()[path[1]].get("default")]
        if path == ["path", "module"]:
            return [str(self.folder)]
        labels = tuple(path) if path[0] in ("data", "ephemeral") else ("resource", *path)
        if labels in self._bodies:
            return [self.expanded(*labels)]
        return [None] if len(path) == 2 and path[0] == "data" else None

    def _index_expr_term(self, children, scope):
        index = self.value([c for c in children[1].children if isinstance(c, Tree) and c.data not in NOISE][0], scope)
        value = self.value(children[0], scope)
        if isinstance(value, str):
            return f"{value}[{index}]"
        return value[index]

    def _full_splat_expr_term(self, children, scope):
        items = self.value(children[0], scope)
        for step in children[1].children[1:]:
            items = [_attribute(item, str(step.children[-1].children[0])) for item in items]
        return items

    def _for_tuple_expr(self, children, scope):
        trees = [child for child in children if isinstance(child, Tree)]
        return [self.value(trees[1], inner) for inner in self._loop(trees[0], scope)]

    def _for_object_expr(self, children, scope):
        trees = [child for child in children if isinstance(child, Tree)]
        return {self.value(trees[1], inner): self.value(trees[2], inner) for inner in self._loop(trees[0], scope)}

    def _loop(self, intro, scope):
        trees = [child for child in intro.children if isinstance(child, Tree) and child.data not in NOISE]
        name = str(trees[0].children[0])
        items = self.value(trees[-1], scope)
        for item in items.values() if isinstance(items, dict) else items:
            yield {**scope, name: item}

    # --- functions

    def _call_toset(self, items):
        return {item: item for item in items}

    def _call_merge(self, *objects):
        return {key: value for each in objects for key, value in each.items()}

    def _call_coalesce(self, *values):
        return next(value for value in values if value not in (None, ""))

    def _call_one(self, items):
        return items[0] if items else None

    def _call_length(self, value):
        return len(value)

    def _call_ceil(self, value):
        return math.ceil(value)

    def _call_substr(self, text, start, length):
        return text[start : start + length]

    def _call_cidrsubnet(self, whole, bits, index):
        return f"{whole}, {2 ** bits} parts with {72 - bits} bits each: {index}"  # of a /56

    def _call_jsonencode(self, value):
        return json.dumps(value)

    def _call_base64encode(self, text):
        return text  # what a machine gets is the text again

    def _call_templatefile(self, path, variables):
        text = Path(path).read_text()
        return re.sub(r"\$\{(\w+)\}", lambda found: variables[found.group(1)], text)


def _attribute(value, name):
    return value.attribute(name) if isinstance(value, Instance) else value[name]


def _unescaped(text):
    escapes = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(
        r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)",
        lambda found: chr(int(found[1][1:], 16)) if found[1][0] in "uU" else escapes[found[1]],
        str(text),
    )
