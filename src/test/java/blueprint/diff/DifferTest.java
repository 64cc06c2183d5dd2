package blueprint.diff;

import static blueprint.diff.Blueprints.SHOP;
import static blueprint.diff.Blueprints.diff;
import static blueprint.diff.Blueprints.environments;
import static blueprint.diff.Blueprints.shop;
import static blueprint.diff.Blueprints.with;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Changes.Interruption;
import blueprint.inventory.Inventory.Engine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What changes of one blueprint do. */
final class DifferTest {

  private static final String AURORA =
      shop("engine: postgres", "engine: aurora-postgresql")
          .replace("class: db.t4g.micro\n      storage: 20GB", "standby: true");

  @Test
  void nothingIsNothing() {
    assertThat(diff(SHOP, SHOP).isSame()).isTrue();
    assertThat(diff(SHOP, SHOP + "# a remark\n").isSame()).isTrue();
    assertThat(diff(SHOP, shop("{http: 80, to: app.web}", "{to: app.web, http: 80}")).isSame())
        .isTrue();
  }

  @Test
  void anotherNameOfADatabaseReplacesItInBothEnginesAndSaysWhatIsInTheWay() {
    Report.Environment all = diff(SHOP, shop("name: shop\n      user", "name: store\n      user"));

    assertThat(actions(all, Engine.TERRAFORM)).containsEntry("aws_db_instance.db", Action.REPLACED);
    assertThat(actions(all, Engine.CLOUDFORMATION)).containsEntry("DbInstance", Action.REPLACED);
    Finding finding = only(all, Finding.Kind.DATA, Engine.TERRAFORM);
    assertThat(finding.words())
        .isEqualTo("the database `shop-db` is replaced by an empty one: `db_name` changes");
    assertThat(finding.more())
        .containsExactly(
            "in the way: `prevent_destroy` makes Terraform refuse the plan; deletion protection"
                + " makes AWS refuse it until it is turned off",
            "a last snapshot is taken: `shop-db-final`");
    assertThat(Words.place(finding.cause()))
        .isEqualTo("tiers.db.name, new.yaml:" + line("name: shop\n      user"));
    assertThat(all.downtime()).isEqualTo(Interruption.MINUTES);
  }

  @Test
  void anotherNameOfAnAuroraDatabaseReplacesItsClusterInBothEngines() {
    String renamed = AURORA.replace("name: shop\n      user", "name: store\n      user");
    Report.Environment all = diff(AURORA, renamed);

    assertThat(actions(all, Engine.TERRAFORM)).containsEntry("aws_rds_cluster.db", Action.REPLACED);
    assertThat(actions(all, Engine.CLOUDFORMATION)).containsEntry("DbCluster", Action.REPLACED);
    Finding finding = only(all, Finding.Kind.DATA, Engine.TERRAFORM);
    assertThat(finding.words())
        .isEqualTo("the database `shop-db` is replaced by an empty one: `database_name` changes");
    assertThat(finding.more().get(0)).contains("`prevent_destroy`", "deletion protection");
    assertThat(only(all, Finding.Kind.DATA, Engine.CLOUDFORMATION).words())
        .isEqualTo("the database `shop-db` is replaced by an empty one: `DatabaseName` changes");
  }

  /** Its machines read the same storage: with one of them no data go. */
  @Test
  void aStandbyOfAuroraGoesWithoutAnyData() {
    String alone = AURORA.replace("standby: true", "standby: false");
    Report.Environment all = diff(AURORA, alone);

    assertThat(actions(all, Engine.TERRAFORM))
        .containsExactly(Map.entry("aws_rds_cluster_instance.db[\"2\"]", Action.DESTROYED));
    assertThat(actions(all, Engine.CLOUDFORMATION)).containsEntry("DbMember2", Action.DESTROYED);
    assertThat(all.findings()).noneMatch(finding -> finding.kind() == Finding.Kind.DATA);
    assertThat(diff(alone, AURORA).findings())
        .noneMatch(finding -> finding.kind() == Finding.Kind.DATA);
  }

  @Test
  void fromAMachineOfItsOwnToAuroraNothingIsCarriedOver() {
    Report.Environment all = diff(SHOP, AURORA);

    for (Engine engine : Engine.values()) {
      assertThat(only(all, Finding.Kind.DATA, engine, "database").words())
          .isEqualTo("the database `shop-db` is destroyed, and all that it holds");
    }
  }

  @Test
  void aTierThatGoesTakesItsDatabaseAndTerraformsOwnGuardAlong() {
    String without =
        shop(SHOP.substring(SHOP.indexOf("  db:\n")), "")
            .replace("        DATABASE_URL: ${db.url}\n", "");
    Report.Environment all = diff(SHOP, without);

    Finding finding = only(all, Finding.Kind.DATA, Engine.TERRAFORM, "database");
    assertThat(finding.words())
        .isEqualTo("the database `shop-db` is destroyed, and all that it holds");
    assertThat(finding.more().get(0))
        .contains("deletion protection")
        .doesNotContain("prevent_destroy");
    assertThat(finding.cause().span().orElseThrow().file().name()).isEqualTo("old.yaml");
  }

  @Test
  void protectionThatGoesTogetherWithTheDataIsSaid() {
    Report.Environment all =
        diff(SHOP, shop("name: shop\n      user", "name: store\n      protect: false\n      user"));
    assertThat(only(all, Finding.Kind.DATA, Engine.TERRAFORM).more())
        .contains("in the same change: deletion protection is turned off");
  }

  @Test
  void fewerBackupsAreARiskWithoutAReplacement() {
    Report.Environment all = diff(SHOP, shop("backups: 7d", "backups: 1d"));
    assertThat(only(all, Finding.Kind.DATA, Engine.TERRAFORM).words())
        .isEqualTo(
            "the database `shop-db` is guarded less: backups are kept for 1 days instead of 7");
    assertThat(all.of(Finding.Kind.DOWNTIME)).isEmpty();
    assertThat(diff(shop("backups: 7d", "backups: 1d"), SHOP).of(Finding.Kind.DATA)).isEmpty();
  }

  @Test
  void anotherNetworkReplacesAllThatStandsInIt() {
    Report.Environment all = diff(SHOP, shop("10.0.0.0/16", "10.1.0.0/16"));
    Map<String, Action> terraform = actions(all, Engine.TERRAFORM);
    assertThat(terraform)
        .containsEntry("aws_vpc.main", Action.REPLACED)
        .containsEntry("aws_subnet.app[\"a\"]", Action.REPLACED)
        .containsEntry("aws_nat_gateway.main[\"a\"]", Action.REPLACED)
        .containsEntry("aws_security_group.db", Action.REPLACED)
        .containsEntry("aws_db_instance.db", Action.CHANGED)
        .containsEntry("aws_lb_target_group.app_web", Action.REPLACED)
        .containsEntry("aws_internet_gateway.main", Action.CHANGED);
    assertThat(actions(all, Engine.CLOUDFORMATION))
        .containsEntry("Vpc", Action.REPLACED)
        .containsEntry("AppSubnetA", Action.REPLACED);
  }

  @Test
  void aZoneMoreAddsAndReplacesNothing() {
    Report.Environment all = diff(SHOP, shop("zones: 2", "zones: 3"));
    assertThat(actions(all, Engine.TERRAFORM))
        .containsEntry("aws_subnet.app[\"c\"]", Action.ADDED)
        .doesNotContainValue(Action.REPLACED)
        .doesNotContainValue(Action.DESTROYED);
    assertThat(all.of(Finding.Kind.DATA)).isEmpty();
  }

  @Test
  void anotherSettingRollsMachinesAndNoImage() {
    Report.Environment all = diff(SHOP, shop("GREETING: hello", "GREETING: welcome"));
    Finding finding = only(all, Finding.Kind.MACHINES, Engine.TERRAFORM);
    assertThat(finding.words())
        .startsWith("all machines of `app` are replaced, by an instance refresh");
    assertThat(finding.more()).containsExactly("because of `user_data`");
    assertThat(finding.cause().path()).isEqualTo("tiers.app.env.GREETING");
    assertThat(only(all, Finding.Kind.MACHINES, Engine.CLOUDFORMATION).words())
        .contains("by a rolling update, at most 1 at a time");
    assertThat(all.downtime()).isEqualTo(Interruption.ROLLING);
    assertThat(all.of(Finding.Kind.IMAGES)).isEmpty();
  }

  @Test
  void anotherRecipeWantsAnotherImageAndRollsItsMachines() {
    Report.Environment all = diff(SHOP, shop("exec sleep 1d", "exec sleep 2d"));
    assertThat(all.of(Finding.Kind.IMAGES))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.words())
                    .matches(
                        "the image `base-[0-9a-f]{12}` has to be built before this is applied"))
        .satisfies(f -> assertThat(f.cause().path()).isEqualTo("images.base.recipe[1].content"));
    assertThat(all.of(Finding.Kind.MACHINES)).hasSize(2);
  }

  @Test
  void aSizeOfAGroupRollsNothing() {
    Report.Environment all = diff(SHOP, shop("max: 2", "max: 3"));
    assertThat(actions(all, Engine.TERRAFORM))
        .containsOnly(Map.entry("aws_autoscaling_group.app", Action.CHANGED));
    assertThat(all.findings()).isEmpty();
  }

  @Test
  void aTierThatIsCalledOtherwiseIsDestroyedAndMadeAgain() {
    String renamed =
        SHOP.replace("app.web", "front.web")
            .replace("  app:\n", "  front:\n")
            .replace("[app]", "[front]");
    Report.Environment all = diff(SHOP, renamed);
    assertThat(all.of(Finding.Kind.RENAMED))
        .isNotEmpty()
        .allMatch(f -> f.words().startsWith("`app` looks as if it is called `front` now"));
    assertThat(changes(all, Engine.TERRAFORM))
        .filteredOn(c -> c.address().equals("aws_autoscaling_group.front"))
        .singleElement()
        .satisfies(c -> assertThat(c.twin()).contains("aws_autoscaling_group.app"));
    assertThat(diff(SHOP, shop("max: 2", "max: 3")).of(Finding.Kind.RENAMED)).isEmpty();
  }

  @Test
  void theOrderOfTiersChangesNothing() {
    int db = SHOP.indexOf("  db:\n");
    int tiers = SHOP.indexOf("tiers:\n") + "tiers:\n".length();
    String turned = SHOP.substring(0, tiers) + SHOP.substring(db) + SHOP.substring(tiers, db);
    assertThat(diff(SHOP, turned).isSame()).isTrue();
  }

  @Test
  void anotherRegionIsAnotherSystemAndTheDataStaysBehind() {
    Report.Environment all = diff(SHOP, shop("eu-west-1", "eu-central-1"));
    assertThat(all.of(Finding.Kind.ELSEWHERE))
        .extracting(Finding::words)
        .containsExactly(
            "the region is `eu-central-1` instead of `eu-west-1`: everything is made anew there");
    assertThat(all.of(Finding.Kind.DATA))
        .extracting(Finding::words)
        .anyMatch(w -> w.startsWith("the database `shop-db` stays behind"));
    assertThat(actions(all, Engine.TERRAFORM).values()).containsOnly(Action.ADDED);
  }

  @Test
  void anotherNameIsAnotherSystem() {
    Report.Environment all = diff(SHOP, shop("name: shop\nregion", "name: store\nregion"));
    assertThat(all.of(Finding.Kind.ELSEWHERE).get(0).words())
        .contains("the output goes to `store` instead of `shop`");
  }

  @Test
  void anEngineThatGoesLeavesWhatItMade() {
    Report.Environment all = diff(SHOP, with("cloudformation", SHOP));
    assertThat(all.of(Finding.Kind.ELSEWHERE))
        .extracting(Finding::words)
        .containsExactly("there is no output for Terraform any more");
  }

  @Test
  void environmentsComeAndGo() {
    String two = SHOP + "environments:\n  staging: {}\n  production: {}\n";
    String other = SHOP + "environments:\n  staging: {}\n  live: {}\n";
    List<Report.Environment> all = environments(two, other);
    assertThat(all)
        .extracting(e -> e.name().orElseThrow())
        .containsExactly("staging", "live", "production");
    assertThat(all.get(0).isSame()).isTrue();
    assertThat(all.get(1).findings().get(0).words()).contains("the environment `live` is new");
    assertThat(all.get(2).findings().get(0).words()).contains("which destroys nothing");
  }

  @Test
  void anOverrideThatNobodyHasLookedAtIsLeftToTheEnginesPlan() {
    String changed =
        SHOP
            + "overrides:\n  terraform:\n    aws_lb.lb: {enable_waf_fail_open: true}\n    aws_eip.nat: {customer_owned_ipv4_pool: pool-1}\n";
    Report.Environment all = diff(SHOP, changed);
    assertThat(actions(all, Engine.TERRAFORM))
        .containsEntry("aws_lb.lb", Action.CHANGED)
        .containsEntry("aws_eip.nat[\"a\"]", Action.MAY_BE_REPLACED);
  }

  @Test
  void gatewaysHaveAPrice() {
    assertThat(diff(SHOP, shop("nat: single", "nat: per_zone")).of(Finding.Kind.COST))
        .extracting(Finding::words)
        .containsExactly("1 more NAT gateway: about 39 USD a month more, without what they carry");
  }

  @Test
  void aFirewallIsPaidByTheMonth() {
    String guarded =
        shop(
            "listen: [{http: 80, to: app.web}]",
            "listen: [{http: 80, to: app.web}]\n      firewall: {rate: 100}");
    assertThat(diff(SHOP, guarded).of(Finding.Kind.COST))
        .extracting(Finding::words)
        .containsExactly(
            "1 more web application firewall: about 9 USD a month more, without the requests");
    assertThat(diff(guarded, SHOP).of(Finding.Kind.COST))
        .extracting(Finding::words)
        .containsExactly(
            "1 fewer web application firewall: about 9 USD a month less, without the requests");
  }

  @Test
  void aSecretThatGoesAndOneThatComesAreSaid() {
    Report.Environment all = diff(SHOP, SHOP.replace("session-key", "cookie-key"));
    assertThat(all.of(Finding.Kind.SECRETS))
        .extracting(Finding::words)
        .contains(
            "the secret `shop/session-key` is removed",
            "the secret `shop/cookie-key` is made; its value never leaves the account");
  }

  @Test
  void oneEngineReplacesWhatTheOtherChangesInPlace() {
    String moved =
        SHOP
            + """
            overrides:
              terraform:
                aws_db_instance.db: {identifier: store, db_subnet_group_name: other}
              cloudformation:
                DbInstance: {DBInstanceIdentifier: store, DBSubnetGroupName: other}
            """;
    Report.Environment all = diff(SHOP, moved);
    assertThat(actions(all, Engine.TERRAFORM)).containsEntry("aws_db_instance.db", Action.CHANGED);
    assertThat(actions(all, Engine.CLOUDFORMATION)).containsEntry("DbInstance", Action.REPLACED);
    assertThat(only(all, Finding.Kind.DATA, Engine.CLOUDFORMATION).words())
        .contains("`DBInstanceIdentifier` changes", "`DBSubnetGroupName` changes");
  }

  @Test
  void aLongerSecretIsANewOneForCloudFormationAndNothingForTerraform() {
    Report.Environment all = diff(SHOP, shop("generate: 40", "generate: 50"));
    assertThat(actions(all, Engine.TERRAFORM)).isEmpty();
    assertThat(only(all, Finding.Kind.SECRETS, Engine.CLOUDFORMATION).words())
        .isEqualTo("the secret `shop/session-key` gets a new value: AWS generates it again");
  }

  private static Map<String, Action> actions(Report.Environment all, Engine engine) {
    Map<String, Action> actions = new TreeMap<>();
    changes(all, engine).forEach(change -> actions.put(change.address(), change.action()));
    return actions;
  }

  private static List<Change> changes(Report.Environment all, Engine engine) {
    return all.engines().stream()
        .filter(e -> e.engine() == engine)
        .findFirst()
        .orElseThrow()
        .changes();
  }

  private static Finding only(Report.Environment all, Finding.Kind kind, Engine engine) {
    return only(all, kind, engine, "");
  }

  private static Finding only(
      Report.Environment all, Finding.Kind kind, Engine engine, String word) {
    List<Finding> found =
        all.of(kind).stream()
            .filter(f -> f.engines().contains(engine) && f.words().contains(word))
            .toList();
    assertThat(found).as("%s", all.findings()).hasSize(1);
    return found.get(0);
  }

  private static int line(String text) {
    return (int) SHOP.substring(0, SHOP.indexOf(text)).lines().count();
  }
}
