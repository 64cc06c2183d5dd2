#!/usr/bin/env bash
# tiers.app: deploys the version again that was released before.
# rollback.sh [VERSION]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source-path=SCRIPTDIR source=beanstalk.sh
. ./beanstalk.sh

look "${ENVIRONMENTS[0]}"
leaves=$version
recall

is_there() { # version
  # The AWS CLI would take a name with :// for a place to read from.
  [[ $1 != *://* && $(beanstalk describe-application-versions --application-name "$APPLICATION" \
    --version-labels "$1" --query 'ApplicationVersions[0].VersionLabel') == "$1" ]]
}

# ---- Which one: the newest that ran well, was not withdrawn, and is kept still

declare -A last=()
order=()
while read -r _ state release; do
  last["$release"]=$state
  if [[ $state == released ]]; then order=("$release" "${order[@]}"); fi
  # A release that failed is what is to be left, whatever the environment says that it has.
  if [[ $state == @(started|failed) ]]; then leaves=$release; fi
  if [[ $state == released ]]; then leaves=$version; fi
done <"$work/history"
target=${1:-}
if [[ -n $target ]]; then
  is_there "$target" || fail "there is no version $target"
else
  for release in "${order[@]}"; do
    if [[ $release != "$leaves" && ${last["$release"]} != withdrawn ]] && is_there "$release"; then
      target=$release
      break
    fi
  done
fi
if [[ -z $target ]]; then
  beanstalk describe-application-versions --application-name "$APPLICATION" --max-items 10 \
    --query 'ApplicationVersions[].[VersionLabel,DateCreated,Description]' | legible >&2
  fail "no earlier release is known: say which of these versions is wanted"
fi
printf 'back from %s to %s\n' "$leaves" "$target"

deploy "${ENVIRONMENTS[0]}" "$target"
note "$target" released
if [[ $leaves != "$target" ]]; then note "$leaves" withdrawn; fi
printf '%s runs %s again\n' "${ENVIRONMENTS[0]}" "$target"
