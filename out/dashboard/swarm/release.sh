#!/usr/bin/env bash
# tiers.swarm: deploys this folder to the swarm, and waits until its services run.
# Through Session Manager, with the credentials in the environment; nothing is opened.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
readonly REGION=us-east-1
readonly PARAMETERS=/dashboard/swarm/swarm
readonly RELEASE=/usr/local/lib/dashboard/release
fail() { printf '%s\n' "$1" >&2; exit 1; }

# The manager that leads says so itself.
leader=$(aws ssm get-parameter --region "$REGION" --name "$PARAMETERS/leader" \
  --query Parameter.Value --output text) || fail 'the swarm has no leader yet: try again in a minute'

# The folder travels in the command: text, packed the same whoever packs it.
packed=$(tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --exclude='*.sh' -cf - . |
  gzip -n | base64 -w 0)
if ((${#packed} > 60000)); then
  fail 'too large for a command: let the managers fetch it, with the key deploy in the blueprint'
fi

command=$(aws ssm send-command --region "$REGION" --instance-ids "$leader" \
  --document-name AWS-RunShellScript --comment 'release of dashboard' \
  --parameters "{\"executionTimeout\":[\"3600\"],\"commands\":[
    \"folder=\$(mktemp -d) && trap 'rm -rf \$folder' EXIT\",
    \"printf %s $packed | base64 -d | tar -xzf - -C \$folder && $RELEASE \$folder\"]}" \
  --query Command.CommandId --output text)

asked() {
  aws ssm get-command-invocation --region "$REGION" --command-id "$command" \
    --instance-id "$leader" --query "$1" --output text
}
status=Pending
while [[ $status == Pending || $status == InProgress || $status == Delayed ]]; do
  sleep 5
  status=$(asked Status)
done
asked '[StandardOutputContent, StandardErrorContent]' >&2
if [[ $status != Success ]]; then fail "the release has ended with $status"; fi
