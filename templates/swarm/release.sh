#!/usr/bin/env bash
# {{{path}}}: deploys this folder to the swarm, and waits until its services run.
# Through Session Manager, with the credentials in the environment; nothing is opened.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
readonly REGION={{{region}}}
readonly PARAMETERS={{{parameters}}}
readonly PROGRAMS=/usr/local/lib/{{{stack}}}
readonly TRY_AGAIN=75 ATTEMPTS=20
fail() {
  printf '%s\n' "$1" >&2
  exit 1
}
trap 'fail "interrupted; the manager goes on, and says in $PARAMETERS/release how it ended"' INT TERM
{{#has_pull}}

# The managers deploy what is published, and nothing else.
./publish.sh
commands="[\"$PROGRAMS/pull now\"]"
{{/has_pull}}
{{^has_pull}}
{{#has_builds}}

# Which images these are is laid over the stack file: those of its services, and no others.
built=()
if [[ -f images.json ]]; then
  mapfile -t built < <(sed -n 's/^    "\([a-z0-9-]*\)": {"image": .*/\1/p' images.json)
fi
if [[ ${built[*]} != '{{{built}}}' ]]; then
  fail 'images.json does not have the images of {{{built_words}}}: first run swarm/build.sh in the checkout of the application'
fi
{{/has_builds}}

# The folder travels in the command: text, packed the same whoever packs it.
packed=$(tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
  --no-wildcards-match-slash --exclude='./*.sh'{{^has_builds}} --exclude=./images.json{{/has_builds}} -cf - . |
  gzip -n | base64 -w 0)
if ((${#packed} > {{{most}}})); then
  fail 'too large for a command: let the managers fetch it, with the key deploy in the blueprint'
fi
commands="[\"folder=\$(mktemp -d) && trap 'rm -rf \$folder' EXIT\",
  \"printf %s $packed | base64 -d | tar -xzf - -C \$folder && $PROGRAMS/release \$folder\"]"
{{/has_pull}}

asked() {
  aws ssm get-command-invocation --region "$REGION" --command-id "$command" \
    --instance-id "$leader" --query "$1" --output text
}
for ((attempt = 1; ; attempt++)); do
  # The manager that leads says so itself.
  leader=$(aws ssm get-parameter --region "$REGION" --name "$PARAMETERS/leader" \
    --query Parameter.Value --output text) || fail 'the swarm has no leader yet: try again in a minute'
  command=$(aws ssm send-command --region "$REGION" --instance-ids "$leader" \
    --document-name AWS-RunShellScript --comment 'release of {{{stack}}}' \
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
