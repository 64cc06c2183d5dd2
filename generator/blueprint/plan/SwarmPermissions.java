package blueprint.plan;

import blueprint.plan.MachineGroup.Allow;
import blueprint.plan.MachineGroup.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the machines of a swarm may do in the account: what their programs call, and no more. */
final class SwarmPermissions {

  private final String region;
  private final String path;
  private final String parameters;

  SwarmPermissions(String stack, String region, String tier) {
    this.region = region;
    this.path = "tiers." + tier;
    this.parameters = Names.swarmPath(stack, tier);
  }

  List<Allow> ofManagers(Swarm swarm) {
    List<Allow> all = new ArrayList<>();
    all.add(
        new Allow(
            "LeadSwarm",
            path + ".managers: who leads, and how others join",
            List.of(
                "ssm:DeleteParameter",
                "ssm:GetParameter",
                "ssm:GetParametersByPath",
                "ssm:PutParameter"),
            List.of(parameter(""), parameter("/*"))));
    all.add(
        new Allow(
            "FindMachines",
            path + ".managers: which of the machines are still there; AWS lets nobody ask for some",
            List.of("autoscaling:DescribeAutoScalingGroups", "ec2:DescribeInstances"),
            List.of(new Arn("*", Optional.empty()))));
    all.addAll(images(swarm));
    swarm.pull().ifPresent(pull -> all.add(archive(pull)));
    return all;
  }

  List<Allow> ofWorkers() {
    return List.of(
        new Allow(
            "JoinSwarm",
            path + ".workers: how to join",
            List.of("ssm:GetParameter"),
            List.of(parameter("/cluster"), parameter("/tokens/worker"))),
        new Allow(
            "FindManagers",
            path + ".workers: whom to join",
            List.of("ssm:GetParametersByPath"),
            List.of(parameter("/managers"), parameter("/managers/*"))));
  }

  /** A machine that is to end says when it has left. */
  Allow leaving(String group) {
    return new Allow(
        "LeaveSwarm",
        path + ": a machine that is to end is held back until it has left",
        List.of(
            "autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"),
        List.of(
            new Arn(
                "arn:aws:autoscaling:" + region + ":",
                Optional.of(":autoScalingGroup:*:autoScalingGroupName/" + group))));
  }

  private Arn parameter(String below) {
    return new Arn("arn:aws:ssm:" + region + ":", Optional.of(":parameter" + parameters + below));
  }

  /** Of what is built here those repositories only; elsewhere the registry's owner says which. */
  private List<Allow> images(Swarm swarm) {
    List<Arn> repositories = new ArrayList<>();
    swarm
        .builds()
        .forEach(
            build ->
                repositories.add(
                    new Arn(
                        "arn:aws:ecr:" + region + ":",
                        Optional.of(":repository/" + build.repository()))));
    swarm.registries().stream()
        .filter(Swarm.ByRole.class::isInstance)
        .map(Swarm.ByRole.class::cast)
        .forEach(
            registry ->
                repositories.add(
                    new Arn(
                        "arn:aws:ecr:"
                            + registry.region()
                            + ":"
                            + registry.account()
                            + ":repository/*",
                        Optional.empty())));
    if (repositories.isEmpty()) {
      return List.of();
    }
    String place = path + ".services: their images";
    return List.of(
        new Allow(
            "LogIn",
            place,
            List.of("ecr:GetAuthorizationToken"),
            List.of(new Arn("*", Optional.empty()))),
        new Allow(
            "PullImages",
            place,
            List.of(
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer"),
            repositories));
  }

  private Allow archive(Swarm.Pull pull) {
    return new Allow(
        "ReadStackFile",
        path + ".deploy.from",
        List.of("s3:GetObject", "s3:GetObjectVersion"),
        List.of(new Arn("arn:aws:s3:::" + pull.bucket() + "/" + pull.key(), Optional.empty())));
  }
}
