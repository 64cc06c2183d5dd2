echo "$BLUEPRINT_MARKER" >"$work/comment.md"
if git cat-file -e "$CI_MERGE_REQUEST_DIFF_BASE_SHA:$BLUEPRINT_FILE" 2>/dev/null; then
  code=0
  java -jar "$work/blueprint.jar" diff --from "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format=markdown "$BLUEPRINT_FILE" >>"$work/comment.md" || code=$?
  # 0: nothing in the account changes; 2: something does.
  if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then
    exit "$code"
  fi
else
  echo "This blueprint is new: all that it describes is created." >>"$work/comment.md"
fi
cat "$work/comment.md"
if [ -z "${BLUEPRINT_COMMENT_TOKEN-}" ]; then
  echo "no comment is written: the variable BLUEPRINT_COMMENT_TOKEN is not set" >&2
  exit 0
fi
printf 'PRIVATE-TOKEN: %s\n' "$BLUEPRINT_COMMENT_TOKEN" >"$work/token"
api() {
  curl --fail --silent --show-error --retry 3 --max-time 60 --header @"$work/token" "$@"
}
me=$(api --url "$CI_API_V4_URL/user" | jq .id)
notes=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes
id='' page=1
while [ -z "$id" ]; do
  api --output "$work/notes.json" --url "$notes?per_page=100&page=$page"
  if [ "$(jq length "$work/notes.json")" -eq 0 ]; then
    break
  fi
  id=$(jq -r --argjson me "$me" --arg marker "$BLUEPRINT_MARKER" 'map(select(.author.id == $me and (.body | startswith($marker)))) | first | .id // empty' "$work/notes.json")
  page=$((page + 1))
done
if [ -n "$id" ]; then
  api --output /dev/null --request PUT --data-urlencode body@"$work/comment.md" --url "$notes/$id"
else
  api --output /dev/null --request POST --data-urlencode body@"$work/comment.md" --url "$notes"
fi
