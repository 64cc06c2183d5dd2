"""What the programs of a swarm's machine share: its engine, its parameters, and who it is."""

import http.client
import json
import os
import socket
import urllib.parse

import machine

METADATA = "169.254.169.254:80"


class EngineError(Exception):
    """What the engine answered instead of doing what it was asked."""

    def __init__(self, message, status=None):
        super().__init__(message)
        self.status = status


class NotYet(Exception):
    """What has to come first, and may come by itself."""


# Everything that may be better at the next try.
ERRORS = (*machine.REMOTE_ERRORS, EngineError, NotYet)


class EngineConnection(http.client.HTTPConnection):
    """A connection to the engine's socket, the one that the docker command would use."""

    def connect(self):
        path = os.environ.get("DOCKER_HOST", "unix:///run/docker.sock").removeprefix("unix://")
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(path)


def engine(method, path, body=None, headers=None, **query):
    """Asks the engine itself: what stands on a command line, other users can read."""
    query = {name: json.dumps(v) if isinstance(v, dict) else v for name, v in query.items()}
    connection = EngineConnection("docker", timeout=60)
    try:
        connection.request(
            method,
            path + ("?" + urllib.parse.urlencode(query) if query else ""),
            None if body is None else json.dumps(body),
            {"Content-Type": "application/json", **(headers or {})},
        )
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise EngineError(f"the engine does not answer: {error}") from error
    finally:
        connection.close()
    if answer.status >= 400:
        raise EngineError(message_of(content), answer.status)
    return json.loads(content) if content.strip() else None


def message_of(content):
    """The engine's own words."""
    try:
        return json.loads(content)["message"].strip()
    except (ValueError, KeyError, TypeError):
        return content.decode(errors="replace").strip()


def metadata(path):
    """What EC2 says of this machine; nothing when it has nothing to say of it."""
    try:
        token = asked("PUT", "api/token", {"X-aws-ec2-metadata-token-ttl-seconds": "60"})
        return asked("GET", f"meta-data/{path}", {"X-aws-ec2-metadata-token": token or ""})
    except (OSError, http.client.HTTPException) as error:
        raise NotYet(f"the instance metadata does not answer: {error}") from error


def asked(method, path, headers):
    connection = http.client.HTTPConnection(METADATA, timeout=5)
    try:
        connection.request(method, f"/latest/{path}", headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode("ascii", errors="replace").strip()
    finally:
        connection.close()
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise NotYet(f"the instance metadata answers {answer.status} for {path}")
    return text


class Parameters:
    """The swarm's parameters in Systems Manager, by their names below its own path."""

    def __init__(self, values):
        self.path = values["swarm"]["parameters"]
        self.client = machine.client("ssm", values["region"])

    def read(self, name):
        """A parameter's value, None when there is none."""
        name = f"{self.path}/{name}"
        try:
            return self.client.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
        except self.client.exceptions.ParameterNotFound:
            return None

    def below(self, name):
        """All parameters directly below a name, by the last part of their own."""
        pages = self.client.get_paginator("get_parameters_by_path")
        return {
            parameter["Name"].rpartition("/")[2]: parameter["Value"]
            for page in pages.paginate(Path=f"{self.path}/{name}")
            for parameter in page["Parameters"]
        }

    def write(self, name, value, secret=False):
        """Writes a parameter, unless it says so already; says whether it did."""
        if self.read(name) == value:
            return False
        kind = "SecureString" if secret else "String"
        name = f"{self.path}/{name}"
        self.client.put_parameter(Name=name, Value=value, Type=kind, Overwrite=True)
        return True

    def remove(self, name):
        try:
            self.client.delete_parameter(Name=f"{self.path}/{name}")
        except self.client.exceptions.ParameterNotFound:
            pass


def leads(node):
    """Whether a node leads the swarm: what is done once is done there."""
    return node.get("ManagerStatus", {}).get("Leader", False)


def is_leader():
    """Whether this machine does."""
    info = engine("GET", "/info")["Swarm"]
    return info["ControlAvailable"] and leads(engine("GET", f"/nodes/{info['NodeID']}"))
