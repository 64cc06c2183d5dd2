#!/usr/bin/env bash
# {{{path}}}.twin: lets visitors reach the environment that waits, in place of the other one.
# swap.sh ask only says which version waits.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source-path=SCRIPTDIR source=beanstalk.sh
. ./beanstalk.sh

find_live
look "$live"
leaves=$version
recall
read -r _ state comes < <(tail -n 1 "$work/history") || true
look "$idle"
if [[ ${state:-} != @(ready|returning) || $version != "$comes" ]]; then
  printf 'nothing is ready to be reached by visitors\n'
  exit
fi
if [[ ${1:-} == ask ]]; then
  printf '%s waits on %s\n' "$comes" "$idle"
  exit
fi

# ---- As large as the one that visitors reach now

forget "$idle"
printf '%s grows\n' "$idle"
beanstalk update-environment --environment-name "$idle" --option-settings "${SIZE[@]}" \
  --query Status
sleep "$PAUSE"
settle "$idle"
for ((left = HEALTH_SECONDS / PAUSE; left > 0; left--)); do
  recover "$idle"
  machines=$(beanstalk describe-environment-health --environment-name "$idle" \
    --attribute-names InstancesHealth --query InstancesHealth.Ok) || machines=0
  if ((${machines/None/0} >= LEAST)); then break; fi
  sleep "$PAUSE"
done
if [[ $color != Green || $version != "$comes" ]] || ((${machines/None/0} < LEAST || errors > 0)); then
  explain "$idle"
  fail "$idle is not well enough, so visitors stay where they are; apply makes it small again"
fi
look "$idle"
ask "$cname"

# ---- And only then

settle "$live"
printf '%s and %s change names\n' "$live" "$idle"
beanstalk swap-environment-cnames --source-environment-name "$live" \
  --destination-environment-name "$idle"
sleep "$PAUSE"
settle "$idle"
was=$live
settle "$was"
find_live
if [[ $live == "$was" ]]; then
  fail "the names have not changed: visitors reach $was still, with $leaves"
fi
note "$comes" released
if [[ $state == returning ]]; then note "$leaves" withdrawn; fi
printf 'visitors reach %s now, with %s; name servers may take minutes to know\n' "$live" "$comes"
printf '%s stays as it is, to go back to, until apply makes it small\n' "$idle"
