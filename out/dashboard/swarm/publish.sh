#!/usr/bin/env bash
# tiers.swarm.deploy: publishes this folder for the manager that leads, which deploys it by itself.
# Run by CI, whose role may write the archive and the pin; without the pin nothing is deployed.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
readonly REGION=us-east-1
readonly BUCKET=example-dashboard
readonly KEY=dashboard.tar.gz
readonly PIN=/dashboard/swarm/swarm/pin
fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Which images these are is laid over the stack file: those of its services, and no others.
built=()
if [[ -f images.json ]]; then
  mapfile -t built < <(sed -n 's/^    "\([a-z0-9-]*\)": {"image": .*/\1/p' images.json)
fi
if [[ ${built[*]} != 'dash-front' ]]; then
  fail 'images.json does not have the images of dash-front: first run swarm/build.sh in the checkout of the application'
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The same folder gives the same bytes, whoever packs it and when.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
  --no-wildcards-match-slash --exclude='./*.sh' -cf - . |
  gzip -n >"$work/archive.tar.gz"
digest=$(sha256sum "$work/archive.tar.gz" | cut -c 1-64)

# In a bucket with versions the pin names the version, which nobody can change any more.
version=$(aws s3api put-object --region "$REGION" --bucket "$BUCKET" --key "$KEY" \
  --body "$work/archive.tar.gz" --query VersionId --output text)
pin="{\"sha256\":\"$digest\"}"
if [[ $version != None ]]; then pin="{\"sha256\":\"$digest\",\"version\":\"$version\"}"; fi
aws ssm put-parameter --region "$REGION" --name "$PIN" --type String --overwrite --value "$pin" \
  >/dev/null
printf 'published %s\n' "$digest"
