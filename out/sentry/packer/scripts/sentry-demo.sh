#!/usr/bin/env bash
# images.sentry-demo: makes a new machine into the image.
# Each step looks first and acts only where something differs: a second run changes nothing.
set -euo pipefail

readonly FILES=${FILES:-/tmp/sentry-demo} # packer/files/sentry-demo, as uploaded
readonly DONE=/var/lib/sentry/recipe # what `run_when_changed` has already run for
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

# group <name> [--system]
group() {
  if getent group "$1" >/dev/null; then
    unchanged "group $1"
  else
    groupadd "${@:2}" "$1"
    changed "group $1"
  fi
}

# user <name> <group> <home> <shell> [--system]
user() {
  local name=$1 group=$2 home=$3 shell=$4
  if ! getent passwd "$name" >/dev/null; then
    useradd "${@:5}" --no-create-home --gid "$group" --home-dir "$home" --shell "$shell" "$name"
    changed "user $name"
  elif [[ "$(id -gn "$name"):$(getent passwd "$name" | cut -d: -f6-)" != "$group:$home:$shell" ]]; then
    usermod --gid "$group" --home "$home" --shell "$shell" "$name"
    changed "user $name"
  else
    unchanged "user $name"
  fi
}

# directory <path> <owner> <group> <mode>
directory() {
  if [[ "$(stat --format='%F:%U:%G:%a' "$1" 2>/dev/null)" == "directory:$2:$3:$4" ]]; then
    unchanged "directory $1"
  else
    install --directory --owner="$2" --group="$3" --mode="$4" "$1"
    changed "directory $1"
  fi
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

# run_creating <path> <command>: skipped when the path exists
run_creating() {
  if [[ -e $1 ]]; then
    unchanged "run, $1 exists"
  else
    bash -euo pipefail -c "$2" </dev/null
    if [[ ! -e $1 ]]; then fail "the command did not create $1"; fi
    changed "run, created $1"
  fi
}

# run_when_changed <command> <watched file>...: again only after the command or a file has changed
run_when_changed() {
  local command=$1 stamp seen
  stamp=$DONE/$(sha256sum <<<"$command" | cut -c 1-16)
  seen=$(sha256sum -- "${@:2}")
  if [[ "$(cat "$stamp" 2>/dev/null)" == "$seen" ]]; then
    unchanged "run, same ${*:2}"
  else
    bash -euo pipefail -c "$command" </dev/null
    mkdir -p "$DONE"
    printf '%s\n' "$seen" >"$stamp"
    changed "run, new ${*:2}"
  fi
}

# can_run <user> <program>
can_run() {
  if ! getent passwd "$1" >/dev/null; then fail "there is no user $1"; fi
  if ! runuser --user "$1" -- test -f "$2" -a -x "$2"; then fail "$1 cannot run $2"; fi
  printf 'verified   %s: %s runs as %s\n' "$step" "$2" "$1"
}

step 'images.sentry-demo'
packages python3-boto3 # for the programs under /usr/local/lib/sentry

step 'images.sentry-demo.recipe[0]'
packages python3-venv python3-dev libpq-dev libxmlsec1-dev pkg-config build-essential

step 'images.sentry-demo.recipe[1]'
group sentry --system

step 'images.sentry-demo.recipe[2]'
user sentry sentry /app /bin/false --system

step 'images.sentry-demo.recipe[3]'
directory /app root root 755
directory /app/etc root root 755
directory /app/var root root 755

step 'images.sentry-demo.recipe[4]'
run_creating /app/bin/pip 'python3 -m venv /app'

step 'images.sentry-demo.recipe[5]'
file /app/requirements.txt root root 644

step 'images.sentry-demo.recipe[6]'
file /app/constraints.txt root root 644

step 'images.sentry-demo.recipe[7]'
run_when_changed 'PIP_CONSTRAINT=/app/constraints.txt /app/bin/pip install --no-cache-dir -r /app/requirements.txt' /app/requirements.txt /app/constraints.txt

step 'images.sentry-demo.recipe[8]'
file /app/.sentry/sentry.conf.py root root 644

# What runs at boot is chosen at boot: /usr/local/lib/sentry/start enables units, nothing here does.
step 'tiers.app.services'
units_before=$changes
file /usr/local/lib/sentry/machine.py root root 644
file /usr/local/lib/sentry/start root root 755
file /usr/local/lib/sentry/filled.py root root 644
file /usr/local/lib/sentry/settings root root 755
file /usr/local/lib/sentry/lease root root 755
file /usr/local/lib/sentry/ship-logs root root 755
file /etc/systemd/system/sentry-settings.service root root 644
file /etc/systemd/system/sentry-settings.timer root root 644
file /etc/systemd/system/sentry-logs.service root root 644
file /etc/systemd/system/sentry-application.service root root 644
file /etc/systemd/system/sentry-beat.service root root 644
file /etc/systemd/system/sentry-worker.service root root 644
if ((changes > units_before)) && [[ -d /run/systemd/system ]]; then systemctl daemon-reload; fi

# An image that cannot run its services is never registered.
step 'tiers.app.services.application'
can_run sentry /app/bin/gunicorn

step 'tiers.app.services.beat'
can_run sentry /app/bin/sentry
can_run sentry /usr/local/lib/sentry/lease

step 'tiers.app.services.worker'
can_run sentry /app/bin/sentry

step 'images.sentry-demo'
if ! /usr/bin/python3 -c 'import boto3'; then fail 'python3 cannot import boto3'; fi

printf 'changed=%d\n' "$changes"
