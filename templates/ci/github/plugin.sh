packer plugins install github.com/hashicorp/amazon "$BLUEPRINT_PLUGIN"
