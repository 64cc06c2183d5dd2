"""Texts with live values in them: parts of text, and secrets, which the machine's role may read."""

import json
import urllib.parse


def text(client, known, parts):
    """A text with its secrets. `known` keeps each secret, so that it is read once."""
    return "".join(part if isinstance(part, str) else secret(client, known, part) for part in parts)


def secret(client, known, part):
    """A whole secret, or one key of a JSON secret, perhaps written for use inside a URL."""
    arn = part["secret"]
    if arn not in known:
        known[arn] = read(client, arn)
    value = str(json.loads(known[arn])[part["key"]]) if "key" in part else known[arn]
    return urllib.parse.quote(value, safe="") if part.get("encode") == "url" else value


def read(client, arn):
    """The value behind an ARN: of Secrets Manager, or of Systems Manager's parameters."""
    if ":ssm:" in arn:
        name = arn.partition(":parameter")[2]
        return client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    return client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
