: "${BLUEPRINT_URL:?set the variable BLUEPRINT_URL of the repository; pull requests from forks do not get it}"
: "${BLUEPRINT_SHA256:?set the variable BLUEPRINT_SHA256 of the repository}"
jar=$RUNNER_TEMP/blueprint.jar
curl --fail --silent --show-error --location --proto =https --retry 3 --max-time 300 --output "$jar" --url "$BLUEPRINT_URL"
echo "$BLUEPRINT_SHA256  $jar" | sha256sum --check --strict
