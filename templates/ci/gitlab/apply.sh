java -jar "$work/blueprint.jar" apply --yes --locked --output "$BLUEPRINT_OUTPUT" --engine "$BLUEPRINT_ENGINE" ${BLUEPRINT_ENVIRONMENT:+--env "$BLUEPRINT_ENVIRONMENT"} "$BLUEPRINT_FILE"
