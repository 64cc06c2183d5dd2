package blueprint.rule;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import java.util.List;

/** All rules. */
public final class Rules {

  static final List<Rule> ALL =
      List.of(
          new RegionRule(),
          new NameRule(),
          new NetworkSizeRule(),
          new SubnetRule(),
          new Ipv6Rule(),
          new ZonesRule(),
          new WayOutRule(),
          new ExistingNetworkRule(),
          new ImageReferenceRule(),
          new DistributionRule(),
          new RecipeOrderRule(),
          new RepeatedStepRule(),
          new RecipeFileRule(),
          new ListenerRule(),
          new CertificateRule(),
          new FirewallRule(),
          new RouteRule(),
          new HealthRule(),
          new ScaleRule(),
          new ServiceUserRule(),
          new ServiceCommandRule(),
          new ServicePortRule(),
          new SingletonRule(),
          new OneSwarmRule(),
          new ManagersRule(),
          new PoolRule(),
          new SwarmStateRule(),
          new ContainerImageRule(),
          new BuildRule(),
          new ContainerEnvironmentRule(),
          new ContainerHealthRule(),
          new DeliveryRule(),
          new ServiceLinkRule(),
          new PublishedPortRule(),
          new PlacementRule(),
          new RegistryRule(),
          new PlatformRule(),
          new ProgramServerRule(),
          new StaticFilesRule(),
          new DeployCommandRule(),
          new MovedPlaceRule(),
          new LogDirectoryRule(),
          new ProgramVariablesRule(),
          new DynamicReferenceRule(),
          new ArchitectureRule(),
          new ProgramUpdateRule(),
          new ProgramDomainRule(),
          new OptionRule(),
          new SharedImageRule(),
          new ReferenceRule(),
          new LiteralSecretRule(),
          new UserDataRule(),
          new DatabaseNameRule(),
          new DatabaseRule(),
          new AuroraRule(),
          new LoadRule(),
          new RetiredTypeRule(),
          new ProtectionRule(),
          new QuotaRule(),
          new SecretNameRule(),
          new OtherEngineRule(),
          new LogicalIdRule());

  private Rules() {}

  /** Checks a blueprint against every rule. */
  public static void check(Blueprint blueprint, Diagnostics found) {
    ALL.forEach(rule -> rule.check(blueprint, found));
  }

  /** Checks the environments of one service against each other. */
  public static void checkTogether(List<Blueprint> environments, Diagnostics found) {
    SeparateEnvironments.check(environments, found);
  }
}
