#!/usr/bin/env bash
# tiers.app: takes away what releases have left: every version with its archive, saved
# configurations, and all that the bucket of versions holds. For when the application is to go.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source-path=SCRIPTDIR source=beanstalk.sh
. ./beanstalk.sh

# What eb has uploaded lies in the bucket that Elastic Beanstalk shares among all applications.
beanstalk describe-application-versions --application-name "$APPLICATION" \
  --query 'ApplicationVersions[].[SourceBundle.S3Bucket,SourceBundle.S3Key,VersionLabel]' \
  >"$work/versions"
while IFS=$'\t' read -r bucket key label; do
  if [[ -z $bucket || $bucket == None ]]; then continue; fi
  # A version that still runs goes with the application.
  beanstalk delete-application-version --application-name "$APPLICATION" \
    --version-label "$label" 2>/dev/null || printf '%s runs until its environment is gone\n' "$label"
  if [[ $bucket == "elasticbeanstalk-$REGION-$account" ]]; then
    aws s3api delete-object --region "$REGION" --bucket "$bucket" --key "$key" >/dev/null
  fi
done <"$work/versions"

beanstalk describe-applications --application-names "$APPLICATION" \
  --query 'Applications[].ConfigurationTemplates[]' | tr '\t' '\n' >"$work/saved"
while IFS= read -r saved; do
  if [[ -z $saved || $saved == None ]]; then continue; fi
  beanstalk delete-configuration-template --application-name "$APPLICATION" \
    --template-name "$saved"
done <"$work/saved"

if ! aws s3api head-bucket --region "$REGION" --bucket "$BUCKET" >/dev/null 2>&1; then
  printf 'there is no bucket %s\n' "$BUCKET"
  exit
fi
while :; do
  aws s3api list-object-versions --region "$REGION" --bucket "$BUCKET" --max-items 500 \
    --output json --query '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}' \
    >"$work/objects"
  if ! grep -q '"Key"' "$work/objects"; then break; fi
  aws s3api delete-objects --region "$REGION" --bucket "$BUCKET" \
    --delete "file://$work/objects" >/dev/null
done
printf 'nothing is left in %s\n' "$BUCKET"
