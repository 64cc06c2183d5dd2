java -jar "$RUNNER_TEMP/blueprint.jar" check --output "$BLUEPRINT_OUTPUT" "$BLUEPRINT_FILE"
