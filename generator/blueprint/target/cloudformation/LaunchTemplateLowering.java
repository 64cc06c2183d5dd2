package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import java.util.List;

/** What every machine of a group is started with. */
final class LaunchTemplateLowering {

  private final Stack stack;
  private final MachineGroup group;

  private LaunchTemplateLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
  }

  static Resource resource(Stack stack, MachineGroup group) {
    return new LaunchTemplateLowering(stack, group).resource();
  }

  /** The logical id of a group's template. */
  static String id(MachineGroup group) {
    return LogicalIds.of(group.id(), "LaunchTemplate");
  }

  private Resource resource() {
    String path = "tiers." + group.tier();
    Expression own =
        Expression.object()
            .with("ResourceType", "launch-template")
            .with("Tags", stack.tags(group.name()));
    return Resource.of(id(group), "AWS::EC2::LaunchTemplate")
        .from(path)
        .readsOf(path, "type", "disk", "image", "settings", "env", "services")
        .reads("tags")
        .set("LaunchTemplateName", group.name())
        .set("VersionDescription", stack.plan().name() + " " + group.words())
        .set("LaunchTemplateData", data())
        .set("TagSpecifications", Expression.list(own));
  }

  private Expression data() {
    return Expression.object()
        .with("ImageId", ImageLowering.id(group.image()))
        .with("InstanceType", group.instanceType())
        .with("SecurityGroupIds", Expression.list(SecurityLowering.groupId(group.tier())))
        .with(
            "IamInstanceProfile",
            Expression.object()
                .with("Arn", Expression.attribute(RoleLowering.profile(group), "Arn")))
        .with("MetadataOptions", metadata())
        .with("Monitoring", Expression.object().with("Enabled", true))
        .with("BlockDeviceMappings", Expression.list(disk()))
        .noting("BlockDeviceMappings", "The image's first disk.")
        .with("TagSpecifications", tagged())
        .with("UserData", UserDataLowering.text(stack, group))
        .noting(
            "UserData", "What a machine learns at boot. No secret is in it, only their places.");
  }

  private static Expression metadata() {
    return Expression.object()
        .with("HttpEndpoint", "enabled")
        .with("HttpTokens", "required")
        .with("HttpPutResponseHopLimit", 1);
  }

  private Expression disk() {
    MachineImage image =
        stack.plan().images().stream()
            .filter(i -> i.name().equals(group.image()))
            .findFirst()
            .orElseThrow();
    return Expression.object()
        .with("DeviceName", image.source().rootDevice())
        .with(
            "Ebs",
            Expression.object()
                .with("VolumeType", "gp3")
                .with("VolumeSize", group.diskGigabytes())
                .with("Encrypted", true)
                .with("DeleteOnTermination", true));
  }

  private Expression tagged() {
    return Expression.list(
        List.of("instance", "volume", "network-interface").stream()
            .map(
                type ->
                    Expression.object()
                        .with("ResourceType", type)
                        .with("Tags", stack.tags(group.name())))
            .toList());
  }
}
