options=(--locked --output "$BLUEPRINT_OUTPUT" --engine "$BLUEPRINT_ENGINE" ${BLUEPRINT_ENVIRONMENT:+--env "$BLUEPRINT_ENVIRONMENT"})
code=0
java -jar "$RUNNER_TEMP/blueprint.jar" plan "${options[@]}" "$BLUEPRINT_FILE" 2>&1 | tee "$RUNNER_TEMP/plan.txt" || code=$?
# Indented, so that nothing in it is Markdown.
sed 's/^/    /' "$RUNNER_TEMP/plan.txt" >>"$GITHUB_STEP_SUMMARY"
exit "$code"
