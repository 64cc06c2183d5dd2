#!/bin/sh
# A stand-in for a tool: writes down how it was called, and does what the first rule says that fits.
here=$(dirname "$0")
tool=$(basename "$0")
case "$tool $*" in
  'terraform version' | 'packer version' | 'aws --version') echo "$tool 99.0.0"; exit 0 ;;
esac
{ printf '%s\0' "$tool" "$@"; printf '\n\0'; } >>"$here/calls"
number=$(grep -c '' "$here/calls")
env -0 >"$here/environment.$number"
pwd >"$here/folder.$number"
for rule in "$here"/rules/*.if; do
  [ -e "$rule" ] || break
  pattern=$(head -n 1 "$rule")
  case "$tool $*" in
    $pattern) . "$rule.do"; exit $? ;;
  esac
done
exit 0
