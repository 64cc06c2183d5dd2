options=(--yes --locked --output "$BLUEPRINT_OUTPUT" --engine "$BLUEPRINT_ENGINE" ${BLUEPRINT_ENVIRONMENT:+--env "$BLUEPRINT_ENVIRONMENT"})
java -jar "$RUNNER_TEMP/blueprint.jar" apply "${options[@]}" "$BLUEPRINT_FILE"
