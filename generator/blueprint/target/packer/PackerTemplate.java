package blueprint.target.packer;

import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import blueprint.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON that Packer reads: where to build, from what, and in which order.
 *
 * @see <a href="https://developer.hashicorp.com/packer/integrations/hashicorp/amazon">the amazon
 *     plugin</a>
 */
final class PackerTemplate {

  private final Plan plan;
  private final MachineImage image;
  private final String hash;

  private PackerTemplate(Plan plan, MachineImage image, String hash) {
    this.plan = plan;
    this.image = image;
    this.hash = hash;
  }

  static String json(Plan plan, MachineImage image, String hash) {
    return JsonWriter.write(new PackerTemplate(plan, image, hash).template());
  }

  private Map<String, Object> template() {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put(
        "_comment", "images." + image.name() + ": made by scripts/" + image.name() + ".sh");
    template.put("min_packer_version", "1.11.0");
    template.put("variables", variables());
    template.put("builders", List.of(builder()));
    template.put("provisioners", provisioners());
    template.put("post-processors", List.of(manifest()));
    return template;
  }

  /** Empty ids stand for the account's default network. */
  private static Map<String, Object> variables() {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("vpc_id", "");
    variables.put("subnet_id", "");
    variables.put("associate_public_ip", "true");
    return variables;
  }

  private Map<String, Object> builder() {
    Map<String, Object> builder = new LinkedHashMap<>();
    builder.put("type", "amazon-ebs");
    builder.put("name", image.name());
    builder.put("region", plan.region());
    builder.put("vpc_id", "{{user `vpc_id`}}");
    builder.put("subnet_id", "{{user `subnet_id`}}");
    builder.put("associate_public_ip_address", "{{user `associate_public_ip`}}");
    builder.put("temporary_security_group_source_public_ip", true);
    source(builder);
    builder.put("instance_type", image.builderType());
    builder.put("metadata_options", metadata());
    builder.put("launch_block_device_mappings", List.of(disk()));
    builder.put("communicator", "ssh");
    builder.put("ssh_username", image.source().login());
    builder.put("temporary_key_pair_type", "ed25519");
    builder.put("ami_name", name());
    builder.put(
        "ami_description", image.name() + " for " + plan.name() + ", from {{ .SourceAMIName }}");
    builder.put("imds_support", "v2.0");
    tags(builder);
    return builder;
  }

  private String name() {
    return image.name() + "-" + hash;
  }

  private void source(Map<String, Object> builder) {
    if (image.source() instanceof MachineImage.ById byId) {
      builder.put("source_ami", byId.id());
      return;
    }
    MachineImage.Newest newest = (MachineImage.Newest) image.source();
    Map<String, Object> filters = new LinkedHashMap<>();
    filters.put("name", newest.namePattern());
    filters.put("architecture", "x86_64");
    filters.put("root-device-type", "ebs");
    filters.put("virtualization-type", "hvm");
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("filters", filters);
    filter.put("owners", List.of(newest.owner()));
    filter.put("most_recent", true);
    builder.put("source_ami_filter", filter);
  }

  private static Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("http_endpoint", "enabled");
    metadata.put("http_tokens", "required");
    metadata.put("http_put_response_hop_limit", 1);
    return metadata;
  }

  private Map<String, Object> disk() {
    Map<String, Object> disk = new LinkedHashMap<>();
    disk.put("device_name", image.source().rootDevice());
    disk.put("volume_type", "gp3");
    disk.put("volume_size", image.diskGigabytes());
    disk.put("encrypted", true);
    disk.put("delete_on_termination", true);
    return disk;
  }

  private void tags(Map<String, Object> builder) {
    Map<String, Object> tags = named(name());
    tags.put("Recipe", hash);
    tags.put("SourceImage", "{{ .SourceAMI }}");
    tags.put("SourceImageName", "{{ .SourceAMIName }}");
    builder.put("tags", tags);
    builder.put("snapshot_tags", named(name()));
    builder.put("run_tags", named("packer " + image.name()));
    builder.put("run_volume_tags", named("packer " + image.name()));
  }

  private Map<String, Object> named(String name) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("Name", name);
    tags.putAll(plan.tags());
    return tags;
  }

  private List<Object> provisioners() {
    Map<String, Object> upload = new LinkedHashMap<>();
    upload.put("type", "file");
    upload.put("source", "{{template_dir}}/files/" + image.name());
    upload.put("destination", "/tmp");
    return List.of(
        script("wait-for-cloud-init.sh"),
        upload,
        script(image.name() + ".sh"),
        script(image.name() + ".clean-up.sh"));
  }

  private static Map<String, Object> script(String name) {
    Map<String, Object> script = new LinkedHashMap<>();
    script.put("type", "shell");
    script.put("script", "{{template_dir}}/scripts/" + name);
    script.put("execute_command", "sudo env {{ .Vars }} bash {{ .Path }}");
    return script;
  }

  private Map<String, Object> manifest() {
    Map<String, Object> custom = new LinkedHashMap<>();
    custom.put("stack", plan.name());
    custom.put("image", image.name());
    custom.put("recipe", hash);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("type", "manifest");
    manifest.put("output", "{{template_dir}}/" + image.name() + ".manifest.json");
    manifest.put("strip_path", true);
    manifest.put("custom_data", custom);
    return manifest;
  }
}
