java -jar "$work/blueprint.jar" check --output "$BLUEPRINT_OUTPUT" "$BLUEPRINT_FILE"
