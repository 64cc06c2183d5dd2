#!/usr/bin/env bash
# tiers.swarm: deploys this folder to the swarm, and waits until its services run.
# Through Session Manager, with the credentials in the environment; nothing is opened.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
readonly REGION=us-east-1
readonly PARAMETERS=/dashboard/swarm/swarm
readonly PROGRAMS=/usr/local/lib/dashboard
readonly TRY_AGAIN=75 ATTEMPTS=20
fail() {
  printf '%s\n' "$1" >&2
  exit 1
}
trap 'fail "interrupted; the manager goes on, and says in $PARAMETERS/release how it ended"' INT TERM

# The managers deploy what is published, and nothing else.
./publish.sh
commands="[\"$PROGRAMS/pull now\"]"

asked() {
  aws ssm get-command-invocation --region "$REGION" --command-id "$command" \
    --instance-id "$leader" --query "$1" --output text
}
for ((attempt = 1; ; attempt++)); do
  # The manager that leads says so itself.
  leader=$(aws ssm get-parameter --region "$REGION" --name "$PARAMETERS/leader" \
    --query Parameter.Value --output text) || fail 'the swarm has no leader yet: try again in a minute'
  command=$(aws ssm send-command --region "$REGION" --instance-ids "$leader" \
    --document-name AWS-RunShellScript --comment 'release of dashboard' \
    --parameters "{\"executionTimeout\":[\"3600\"],\"commands\":$commands}" \
    --query Command.CommandId --output text)
  printf 'the manager %s deploys\n' "$leader"
  status=Pending
  while [[ $status == Pending || $status == InProgress || $status == Delayed ]]; do
    sleep 5
    status=$(asked Status)
  done
  asked StandardOutputContent
  asked StandardErrorContent >&2
  code=$(asked ResponseCode)
  if [[ $status == Success ]]; then break; fi
  if ((code != TRY_AGAIN || attempt == ATTEMPTS)); then fail "the release has ended with $status"; fi
  sleep 30
done
