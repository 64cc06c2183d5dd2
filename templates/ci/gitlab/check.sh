java -jar "$work/blueprint.jar" validate --strict "$BLUEPRINT_FILE"
java -jar "$work/blueprint.jar" check --output "$BLUEPRINT_OUTPUT" "$BLUEPRINT_FILE"
