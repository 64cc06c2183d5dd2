"""What the programs beside this file share: the machine's live values and its AWS clients."""

import json
import os
import pathlib
import socket
import sys
import time

import boto3
import botocore.config
import botocore.exceptions

# Everything that goes wrong between this machine and AWS: try again later.
REMOTE_ERRORS = (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError)


def values():
    """The live values that the machine was started with (systemd hands a unit its own copy)."""
    folder = pathlib.Path(os.environ.get("CREDENTIALS_DIRECTORY", "/etc/shop"))
    return json.loads((folder / "values.json").read_text(encoding="utf-8"))


def name():
    """The instance id, or the host name on a machine without cloud-init."""
    try:
        return pathlib.Path("/var/lib/cloud/data/instance-id").read_text(encoding="ascii").strip()
    except OSError:
        return socket.gethostname()


def client(service, region, attempts=5):
    """An AWS client with the machine's own role, which gives up within seconds."""
    config = botocore.config.Config(
        connect_timeout=3,
        read_timeout=10,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
    return boto3.client(service, region_name=region, config=config)


def error_code(error):
    """The service's own name for what went wrong, or an empty text."""
    response = getattr(error, "response", None) or {}  # None when nothing was answered
    return response.get("Error", {}).get("Code", "")


def backoff(first=1, last=60):
    """Seconds to wait before each further try."""
    while True:
        yield first
        first = min(first * 2, last)


def uptime():
    """Seconds that also pass while the machine is suspended and that nobody can set back."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def say(message):
    """One line for the journal."""
    print(message, file=sys.stderr, flush=True)
