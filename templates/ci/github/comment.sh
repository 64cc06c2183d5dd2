comments=repos/$GITHUB_REPOSITORY/issues
id=$(gh api --paginate "$comments/$NUMBER/comments?per_page=100" |
  jq -rs --arg marker "$BLUEPRINT_MARKER" 'add | map(select(.user.login == "github-actions[bot]" and (.body | startswith($marker)))) | first | .id // empty')
if [[ -n $id ]]; then
  gh api --silent --method PATCH "$comments/comments/$id" --field body=@"$RUNNER_TEMP/comment.md"
else
  gh api --silent --method POST "$comments/$NUMBER/comments" --field body=@"$RUNNER_TEMP/comment.md"
fi
