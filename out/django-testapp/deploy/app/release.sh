#!/usr/bin/env bash
# tiers.app: makes a version of what is committed, and deploys it.
# release.sh FOLDER, the folder of the program in its repository.
set -euo pipefail

if (($# != 1)); then
  printf 'say where the program is: %s FOLDER\n' "$0" >&2
  exit 64
fi
source=$(cd -- "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
readonly GENERATED=../../beanstalk
# shellcheck source-path=SCRIPTDIR source=beanstalk.sh
. ./beanstalk.sh

# ---- Only what is committed

git -C "$source" rev-parse --is-inside-work-tree >/dev/null ||
  fail "$source is in no repository of Git"
commit=$(git -C "$source" rev-parse --verify --quiet --short=12 HEAD) ||
  fail "$source has no commit yet: what is released is what is committed"
left=$(git -C "$source" status --porcelain --untracked-files=normal -- .)
if [[ -n $left ]]; then
  printf '%s\n' "$left" >&2
  fail "these are not committed, so they would not be released: commit or remove them first"
fi
modules=$(git -C "$source" ls-tree -r HEAD | sed -n 's/^160000 //p')
if [[ -n $modules ]]; then
  printf '%s\n' "$modules" >&2
  fail "submodules are not in an archive of the repository: commit their files themselves"
fi

mkdir "$work/tree"
git -C "$source" archive --format=tar HEAD >"$work/tree.tar"
tar -xf "$work/tree.tar" -C "$work/tree"

# ---- With what was generated for it, as it was generated

old=()
while IFS= read -r -d '' file; do
  there=$work/tree/$file
  here=$GENERATED/$file
  if [[ -L $there || ! -f $there ]] || ! cmp -s "$here" "$there" ||
    [[ -x $here && ! -x $there ]]; then
    old+=("$file")
  fi
done < <(cd "$GENERATED" && find . -type f -print0 | sort -z)
if ((${#old[@]} > 0)); then
  printf '%s\n' "${old[@]}" >&2
  fail "these are committed otherwise than they were generated, or not at all; copy and commit them:
  cp -R $(printf '%q' "$(cd "$GENERATED" && pwd)")/. $(printf '%q' "$source")/"
fi
while IFS= read -r -d '' file; do
  if [[ ! -e $GENERATED/$file ]]; then
    printf 'besides what was generated, this counts too: %s\n' "$(printf '%q' "$file")"
  fi
done < <(cd "$work/tree" && find . -type f \( -path './.ebextensions/*' -o -path './.platform/*' \) \
  -print0 | sort -z)

# ---- As a version, named by its commit and by what it holds

# What is archived depends on the attributes and filters of this computer too.
label=app-$commit-$(git hash-object --stdin <"$work/tree.tar" | cut -c 1-8)
key=app/$label.zip
asked() {
  beanstalk describe-application-versions --application-name "$APPLICATION" \
    --version-labels "$label" --query 'ApplicationVersions[0].Status'
}

state=$(asked)
if [[ $state == None ]]; then
  if ! aws s3api head-object --region "$REGION" --bucket "$BUCKET" --key "$key" \
    >/dev/null 2>&1; then
    git -C "$source" archive --format=zip -o "$work/version.zip" HEAD
    aws s3api put-object --region "$REGION" --bucket "$BUCKET" --key "$key" \
      --body "$work/version.zip" >/dev/null
  fi
  # Not one word of a person stands at the beginning, where the AWS CLI would take it for a file.
  subject=$(git -C "$source" log -1 --format=%s | LC_ALL=C tr -cd '\040-\176' | cut -c 1-150)
  state=$(beanstalk create-application-version --application-name "$APPLICATION" \
    --version-label "$label" --description "$commit $subject" --process \
    --source-bundle "S3Bucket=$BUCKET,S3Key=$key" --query ApplicationVersion.Status)
fi
for ((left = 60; left > 0; left--)); do
  case ${state^^} in
    PROCESSED | UNPROCESSED) break ;;
    FAILED)
      beanstalk describe-events --application-name "$APPLICATION" --version-label "$label" \
        --severity WARN --query 'reverse(Events)[].Message' | tr '\t' '\n' | legible >&2
      beanstalk delete-application-version --application-name "$APPLICATION" \
        --version-label "$label" --delete-source-bundle
      fail "Elastic Beanstalk cannot read $label"
      ;;
  esac
  sleep 5
  state=$(asked)
done
printf 'the version is %s\n' "$label"

deploy "${ENVIRONMENTS[0]}" "$label"
note "$label" released
printf '%s runs %s\n' "${ENVIRONMENTS[0]}" "$label"
