java -jar "$RUNNER_TEMP/blueprint.jar" validate --strict "$BLUEPRINT_FILE"
java -jar "$RUNNER_TEMP/blueprint.jar" check --output "$BLUEPRINT_OUTPUT" "$BLUEPRINT_FILE"
