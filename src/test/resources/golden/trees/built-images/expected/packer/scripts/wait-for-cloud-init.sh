#!/usr/bin/env bash
# A new machine takes SSH before cloud-init has set it up, and both would then use apt at once.
set -euo pipefail

code=0
timeout 600 cloud-init status --wait || code=$?

case $code in
  0) echo 'cloud-init is done' ;;
  2) # newer versions: done, with warnings that did not stop them
    echo 'cloud-init is done, with warnings:'
    cloud-init status --long || true
    ;;
  124)
    echo 'cloud-init was not done after 10 minutes' >&2
    cloud-init status --long >&2 || true
    exit 1
    ;;
  *)
    echo "cloud-init failed with code $code" >&2
    cloud-init status --long >&2 || true
    exit 1
    ;;
esac
