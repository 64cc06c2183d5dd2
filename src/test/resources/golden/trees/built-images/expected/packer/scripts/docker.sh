#!/usr/bin/env bash
# images.docker: makes a new machine into the image.
# Each step looks first and acts only where something differs: a second run changes nothing.
set -euo pipefail

readonly FILES=${FILES:-/tmp/docker} # packer/files/docker, as uploaded
export DEBIAN_FRONTEND=noninteractive
export LC_ALL=C.UTF-8

step=start
changes=0

step() { step=$1; }
unchanged() { printf 'unchanged  %s: %s\n' "$step" "$1"; }
changed() { printf 'changed    %s: %s\n' "$step" "$1"; changes=$((changes + 1)); }
fail() { printf '%s\n' "$1" >&2; exit 1; }
trap 'if (($? != 0)); then printf "failed     %s\n" "$step" >&2; fi' EXIT

apt_get() {
  apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 --yes --quiet "$@" </dev/null
}

# packages <name>...
packages() {
  local name missing=() try
  for name in "$@"; do
    if [[ $(dpkg-query -W -f "\${db:Status-Status}" "$name" 2>/dev/null) != installed ]]; then
      missing+=("$name")
    fi
  done
  if ((${#missing[@]} == 0)); then
    unchanged "packages $*"
    return
  fi
  # the daily update of a new machine may hold the lists, and apt does not wait for those
  for try in {1..10}; do
    if apt_get -o APT::Update::Error-Mode=any update; then break; fi
    if ((try == 10)); then fail 'apt-get update failed ten times'; fi
    sleep 15
  done
  apt_get install --no-install-recommends "${missing[@]}"
  changed "packages ${missing[*]}"
}

# file <path> <owner> <group> <mode>: its content is the uploaded file of the same path
file() {
  if [[ "$(stat --format='%U:%G:%a' "$1" 2>/dev/null)" == "$2:$3:$4" ]] &&
    cmp --silent "$FILES$1" "$1"; then
    unchanged "file $1"
  else
    install -D --no-target-directory --owner="$2" --group="$3" --mode="$4" "$FILES$1" "$1"
    changed "file $1"
  fi
}

step 'images.docker'
packages python3-boto3 # for the programs under /usr/local/lib/shop

# Docker of the distribution, whose signature apt checks. The swarm is formed at boot, not here.
step 'tiers.app'
file /etc/docker/daemon.json root root 644
packages docker.io

# What runs at boot is chosen at boot: /usr/local/lib/shop/start enables units, nothing here does.
step 'tiers.app.services, tiers.app.services'
units_before=$changes
file /usr/local/lib/shop/machine.py root root 644
file /usr/local/lib/shop/start root root 755
file /usr/local/lib/shop/ship-logs root root 755
file /usr/local/lib/shop/report root root 755
file /usr/local/lib/shop/filled.py root root 644
file /usr/local/lib/shop/swarm.py root root 644
file /usr/local/lib/shop/stack.py root root 644
file /usr/local/lib/shop/swarm root root 755
file /usr/local/lib/shop/release root root 755
file /usr/local/lib/shop/renew root root 755
file /etc/systemd/system/shop-logs.service root root 644
file /etc/systemd/system/shop-report.service root root 644
file /etc/systemd/system/shop-swarm.service root root 644
file /etc/systemd/system/shop-renew.service root root 644
file /etc/systemd/system/shop-renew.timer root root 644
if ((changes > units_before)) && [[ -d /run/systemd/system ]]; then systemctl daemon-reload; fi

step 'images.docker'
if ! /usr/bin/python3 -c 'import boto3'; then fail 'python3 cannot import boto3'; fi

printf 'changed=%d\n' "$changes"
