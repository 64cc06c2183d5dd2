# shellcheck shell=bash disable=SC2034 # what is set here is used by who sources it
# tiers.app: names in the account, and what the scripts beside this one have in common.

set -euo pipefail
export AWS_PAGER=

readonly REGION=us-east-1 APPLICATION=django-testapp-app
readonly ENVIRONMENTS=(django-testapp-app)
# How each release went, a line each.
readonly HISTORY=releases/app
# An update goes over the machines batch by batch; health follows a few minutes behind.
readonly UPDATE_SECONDS=7200 HEALTH_SECONDS=900 PAUSE=10

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}
for program in aws curl git; do
  command -v "$program" >/dev/null || fail "$program is needed, and not installed"
done
trap 'fail "interrupted; what Elastic Beanstalk has begun it ends by itself: the status of the environment says how"' INT TERM
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
account=$(aws sts get-caller-identity --region "$REGION" --query Account --output text)
readonly BUCKET=django-testapp-app-eb-$account-$REGION

beanstalk() {
  aws elasticbeanstalk "$@" --region "$REGION" --output text
}

# How an environment is; into variables, since every step looks at other ones.
look() { # environment
  local answer misses=0
  until answer=$(beanstalk describe-environments --application-name "$APPLICATION" \
    --environment-names "$1" --no-include-deleted \
    --query 'Environments[0].[Status,Health,HealthStatus,VersionLabel,CNAME]'); do
    ((++misses < 5)) || fail "AWS does not say how $1 is"
    sleep "$PAUSE"
  done
  [[ $answer != None ]] || fail "there is no environment $1 yet: apply makes it"
  IFS=$'\t' read -r status color health version cname <<<"$answer"
}

# Prints what has happened to an environment since the last call, and counts what went wrong.
declare -A told=()
errors=0
since=
news() { # environment
  local line lines
  # What cannot be asked now is asked again in a moment.
  lines=$(beanstalk describe-events --environment-name "$1" ${since:+--start-time "$since"} \
    --query 'reverse(Events)[].[EventDate,Severity,Message]') || return 0
  while IFS= read -r line; do
    if [[ -z $line || $line == None || -n ${told["$line"]:-} ]]; then continue; fi
    told["$line"]=yes
    printf '%s\n' "$line"
    if [[ $line == *$'\t'@(ERROR|FATAL)$'\t'* ]]; then errors=$((errors + 1)); fi
  done <<<"$lines"
}

# From now on: what was before is not told.
forget() { # environment
  since=$(beanstalk describe-events --environment-name "$1" --max-items 1 \
    --query 'Events[0].EventDate')
  since=${since%%$'\n'*} # what follows leads to more of them
  if [[ $since == None ]]; then since=; fi
  news "$1" >/dev/null
  errors=0
}

# Waits until an environment takes changes.
settle() { # environment
  local left
  for ((left = UPDATE_SECONDS / PAUSE; left > 0; left--)); do
    look "$1"
    if [[ -n $since ]]; then news "$1"; fi
    case $status in
      Ready) return ;;
      Terminat*) fail "$1 is being taken away" ;;
    esac
    sleep "$PAUSE"
  done
  fail "$1 is $status still: try again when it is Ready"
}

# Waits until an environment is well; whether it is, says $color.
recover() { # environment
  local left
  for ((left = HEALTH_SECONDS / PAUSE; left > 0; left--)); do
    settle "$1"
    if [[ $color == Green ]]; then return; fi
    sleep "$PAUSE"
  done
}

# What the environment and its machines say about a failure: the lines around each error.
explain() { # environment
  local before after left machine url
  beanstalk describe-environment-health --environment-name "$1" --attribute-names Causes \
    --query 'Causes[]' | tr '\t' '\n' | legible >&2 || true
  before=$(tails "$1") || return 0
  beanstalk request-environment-info --environment-name "$1" --info-type tail || return 0
  for ((left = 24; left > 0; left--)); do
    sleep 5
    after=$(tails "$1") || return 0
    if [[ $after != "$before" ]]; then break; fi
  done
  while IFS=$'\t' read -r machine url; do
    if [[ $url == http*://* && $before != *"$url"* ]]; then
      curl --silent --show-error --fail --max-time 30 --output "$work/tail" "$url" || continue
      printf 'the machine %s says:\n' "$machine" >&2
      relevant <"$work/tail" | legible >&2
    fi
  done <<<"$after"
}

# Where the last lines of the machines' logs are, for a while.
tails() { # environment
  beanstalk retrieve-environment-info --environment-name "$1" --info-type tail \
    --query 'EnvironmentInfo[].[Ec2InstanceId,Message]'
}

# Of each log, what stands around its last error.
relevant() {
  awk '
    function show(i, from, to) {
      if (last) {
        print file
        from = last > 25 ? last - 25 : 1
        to = last + 10 < n ? last + 10 : n
        for (i = from; i <= to; i++) print "  " line[i]
      }
      n = last = 0
    }
    /^-+$/ { next }
    /^\/var\/log\/[^ ]+$/ { show(); file = $0; next }
    { line[++n] = $0 }
    /\[ERROR\]|Traceback|Error:|Exception:/ { last = n }
    END { show() }
  '
}

# Without what steers a terminal, and without what looks like a secret.
legible() {
  LC_ALL=C tr -d '\000-\010\013-\037\177' | cut -c 1-500 |
    sed -E 's#(://[^:/@[:space:]]*:)[^@[:space:]]+@#\1(hidden)@#g
      s/(([Pp][Aa][Ss][Ss][Ww]([Oo][Rr])?[Dd]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Tt][Oo][Kk][Ee][Nn])[A-Za-z_]*["'\'']?[=:] *)[^ ]+/\1(hidden)/g'
}

# Brings a version to an environment, and waits until that runs it and is well.
deploy() { # environment version
  settle "$1"
  if [[ $version == "$2" && $color == Green ]]; then
    printf '%s runs %s already\n' "$1" "$2"
    return
  fi
  forget "$1"
  note "$2" started
  printf '%s gets %s\n' "$1" "$2"
  beanstalk update-environment --environment-name "$1" --version-label "$2" --query Status
  sleep "$PAUSE"
  settle "$1"
  if [[ $version == "$2" ]] && ((errors == 0)); then
    recover "$1"
    if [[ $color == Green ]]; then return; fi
  fi
  note "$2" failed
  explain "$1"
  fail "$2 does not run on $1, which has $version and is $color ($health)"
}

# ---- What was released before

recall() {
  local why
  : >"$work/history"
  if why=$(aws s3api get-object --region "$REGION" --bucket "$BUCKET" --key "$HISTORY" \
    "$work/history" 2>&1 >/dev/null); then return; fi
  if [[ $why != *NoSuchKey* ]]; then fail "$why"; fi
}

note() { # version state
  recall
  printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$2" "$1" >>"$work/history"
  tail -n 200 "$work/history" >"$work/newest"
  aws s3api put-object --region "$REGION" --bucket "$BUCKET" --key "$HISTORY" \
    --body "$work/newest" >/dev/null
}
