#!/usr/bin/env bash
# tiers.swarm.services: builds the images of the services that have a `build`, pushes them, and
# writes to images.json which they are:  build.sh [folder in the application's checkout]
# Run by CI or by hand, with a role that may push. What is there already is not built again.
set -euo pipefail

readonly REGION=us-east-1
readonly PLATFORM=linux/amd64 # of the machines, whatever this computer is

# Attestations would be images of their own to the registry, which counts those that it keeps.
export BUILDX_NO_DEFAULT_ATTESTATIONS=1

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(git -C "${1-.}" rev-parse --show-toplevel) ||
  fail "${1-.} is in no checkout of the application: name its folder, build.sh FOLDER"
account=$(aws sts get-caller-identity --region "$REGION" --query Account --output text)
registry=$account.dkr.ecr.us-east-1.amazonaws.com
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A builder that is not the engine itself, as CI often has, hands the image over only when told to.
load=()
if docker buildx version >/dev/null 2>&1; then load=(--load); fi

# digest REPOSITORY TAG: which image the registry has; nothing where it has none.
digest() {
  aws ecr describe-images --region "$REGION" --repository-name "$1" --image-ids "imageTag=$2" \
    --query 'imageDetails[0].imageDigest' --output text 2>"$work/said" && return
  case $(<"$work/said") in
    *ImageNotFoundException*) ;;
    *RepositoryNotFoundException*) fail "there is no repository $1 yet: apply first" ;;
    *) fail "$(<"$work/said")" ;;
  esac
}

# build SERVICE REPOSITORY FOLDER OPTION...: sees to it that the registry has the image.
images=()
build() {
  local service=$1 repository=$2 folder=$3 changed tree tag found
  shift 3
  tree=$(git -C "$checkout" rev-parse --verify --quiet "HEAD:./$folder") ||
    fail "$service: the checkout has no folder $folder in its last commit"
  changed=$(git -C "$checkout" status --porcelain --untracked-files=all -- "$folder")
  if [[ -n $changed ]]; then
    fail "$service: commit first, only what is committed is built:"$'\n'"$changed"
  fi
  if [[ $(git -C "$checkout" ls-tree -r "$tree") =~ (^|$'\n')160000\  ]]; then
    fail "$service: $folder has a submodule, whose files are in no commit of this repository"
  fi

  tag=$(printf '%s\0' "$tree" "$PLATFORM" "$@" | sha256sum | cut -c 1-16)
  found=$(digest "$repository" "$tag")
  if [[ -n $found ]]; then
    printf '%s: %s is there\n' "$service" "$tag"
  else
    printf '%s: building %s\n' "$service" "$tag"
    # Git gives what is committed: what it ignores, a file of secrets perhaps, gets into no image.
    git -C "$checkout" archive "$tree" |
      docker build --pull "${load[@]}" --platform "$PLATFORM" --tag "$registry/$repository:$tag" "$@" -
    # The password is good for twelve hours, and stands on no command line.
    aws ecr get-login-password --region "$REGION" |
      docker login --username AWS --password-stdin "$registry" >/dev/null
    docker push --quiet "$registry/$repository:$tag"
    found=$(digest "$repository" "$tag")
    [[ -n $found ]] || fail "$service: the registry does not have $tag, which was pushed to it"
  fi
  images+=("    \"$service\": {\"image\": \"$registry/$repository@$found\"}")
}

# tiers.swarm.services.dash-front.build
build dash-front dashboard/dash-front dash-front

# Laid over the stack file when it is deployed, and written only when every image is there.
{
  printf '{\n  "version": "3.8",\n  "services": {\n'
  for ((i = 0; i < ${#images[@]}; i++)); do
    if ((i + 1 < ${#images[@]})); then end=,; else end=; fi
    printf '%s%s\n' "${images[i]}" "$end"
  done
  printf '  }\n}\n'
} >"$here/images.json.new"
mv "$here/images.json.new" "$here/images.json"
printf 'wrote %s: release it\n' "$here/images.json"
