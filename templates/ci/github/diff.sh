# What is checked out is the merge; its first parent is the branch that it is for.
comment=$RUNNER_TEMP/comment.md
echo "$BLUEPRINT_MARKER" >"$comment"
if git cat-file -e "HEAD^1:$BLUEPRINT_FILE" 2>/dev/null; then
  code=0
  java -jar "$RUNNER_TEMP/blueprint.jar" diff --from HEAD^1 --format=markdown "$BLUEPRINT_FILE" >>"$comment" || code=$?
  # 0: nothing in the account changes; 2: something does.
  if ((code != 0 && code != 2)); then
    exit "$code"
  fi
else
  echo "This blueprint is new: all that it describes is created." >>"$comment"
fi
tail -n +2 "$comment" >>"$GITHUB_STEP_SUMMARY"
