#!/bin/sh
# In place of the AWS CLI: writes down what it answers, or answers what was written down. One call
# may be told to fail; the same call again then gets the answer that it would have got.
here=${0%/*}/replay
number=$(($(cat "$here/number" 2>/dev/null || echo 0) + 1))
echo "$number" >"$here/number"
echo "$*" >>"$here/calls"
if [ "$number" = "$(cat "$here/fails" 2>/dev/null)" ]; then
  echo 'told to fail' >&2
  exit 255
fi
key=$(echo "$*" | sed 's#/[^ ]*/tmp\.[^/ ]*/#/#g; s/start-time [^ ]*/start-time/' | cksum | tr ' ' -)
turn=$(($(cat "$here/turn.$key" 2>/dev/null || echo 0) + 1))
echo "$turn" >"$here/turn.$key"
for file; do :; done # the last argument, where get-object writes
if [ -e "$here/records" ]; then
  "$(cat "$here/records")" "$@" >"$here/$key.$turn.out" 2>"$here/$key.$turn.err"
  echo $? >"$here/$key.$turn.code"
  [ "$2" != get-object ] || cp "$file" "$here/$key.$turn.file"
fi
while [ "$turn" -gt 0 ] && [ ! -e "$here/$key.$turn.code" ]; do
  turn=$((turn - 1)) # it is asked more often than it was: the last answer stays
done
[ "$turn" -gt 0 ] || exit 254
[ "$2" != get-object ] || cp "$here/$key.$turn.file" "$file"
cat "$here/$key.$turn.out"
cat "$here/$key.$turn.err" >&2
exit "$(cat "$here/$key.$turn.code")"
