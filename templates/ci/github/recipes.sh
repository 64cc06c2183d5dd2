packer plugins install github.com/hashicorp/amazon "$BLUEPRINT_PLUGIN"
for recipe in "$BLUEPRINT_OUTPUT/$BLUEPRINT_FOLDER"/packer/*.json; do
  packer validate "$recipe"
done
