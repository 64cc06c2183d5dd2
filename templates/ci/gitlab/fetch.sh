set -eu
case ${BLUEPRINT_IMAGE-} in
  *@sha256:*) ;;
  *)
    echo "set the variable BLUEPRINT_IMAGE to an image with its digest: name@sha256:..." >&2
    exit 1
    ;;
esac
: "${BLUEPRINT_URL:?set the variable BLUEPRINT_URL of the project}"
: "${BLUEPRINT_SHA256:?set the variable BLUEPRINT_SHA256 of the project}"
umask 077
work=$(mktemp -d)
curl --fail --silent --show-error --location --proto =https --retry 3 --max-time 300 --output "$work/blueprint.jar" --url "$BLUEPRINT_URL"
echo "$BLUEPRINT_SHA256  $work/blueprint.jar" | sha256sum -c -
