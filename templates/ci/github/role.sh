: "${BLUEPRINT_ROLE:?set the variable $BLUEPRINT_ROLE_VARIABLE to the ARN of the role}"
