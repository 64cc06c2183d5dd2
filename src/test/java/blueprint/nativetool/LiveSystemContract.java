package blueprint.nativetool;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What is true of a system that an engine has made: it is the planned one, and no more. The plan
 * and the account's own services say so; what was generated in between is not read.
 */
abstract class LiveSystemContract {

  /** The system that was made once for all tests. */
  abstract LiveSystem live();

  /** The id of the stack that machines report to; empty where there is none. */
  abstract String stack();

  // ---- The network

  @Test
  void aNetworkWithTheSubnetsOfThePlan() throws IOException, InterruptedException {
    network().hasTheSubnetsOfThePlan();
  }

  @Test
  void nothingGetsAPublicAddressButNat() throws IOException, InterruptedException {
    network().givesPublicAddressesToNatOnly();
  }

  @Test
  void natGatewaysStandInThePublicTier() throws IOException, InterruptedException {
    network().hasNatGatewaysInThePublicTier();
  }

  @Test
  void defaultRoutesLeadWhereTheTierIsExposed() throws IOException, InterruptedException {
    network().leadsDefaultRoutesWhereTheTierIsExposed();
  }

  @Test
  void gatewayEndpointsServeTheMachines() throws IOException, InterruptedException {
    network().servesTheMachinesByGatewayEndpoints();
  }

  @Test
  void connectionsAreRecorded() throws IOException, InterruptedException {
    network().recordsConnections();
  }

  // ---- Who may talk to whom

  @Test
  void securityGroupsLetThroughThePlannedConnectionsAndNothingElse()
      throws IOException, InterruptedException {
    network().letsThroughThePlannedConnectionsAndNothingElse();
  }

  @Test
  void theGroupsThemselvesHoldNoOtherRules() throws IOException, InterruptedException {
    network().hasNoOtherRulesInTheGroupsThemselves();
  }

  // ---- The load balancer

  @Test
  void theLoadBalancerIsThePlannedOne() throws IOException, InterruptedException {
    new LiveEntrance(live()).isThePlannedOne();
  }

  @Test
  void theLoadBalancerListensAsPlanned() throws IOException, InterruptedException {
    new LiveEntrance(live()).listensAsPlanned();
  }

  @Test
  void targetGroupsCheckAndDrainAsPlanned() throws IOException, InterruptedException {
    new LiveEntrance(live()).checksAndDrainsAsPlanned();
  }

  // ---- The machines

  @Test
  void machinesStartFromTheTemplateOfThePlan() throws IOException, InterruptedException {
    machines().startFromTheTemplateOfThePlan();
  }

  @Test
  void machinesLearnTheLiveValuesAndNoSecret() throws IOException, InterruptedException {
    machines().learnTheLiveValuesAndNoSecret();
  }

  @Test
  void theGroupKeepsThePlannedNumberOfHealthyMachines() throws IOException, InterruptedException {
    machines().areKeptAtThePlannedNumber();
  }

  @Test
  void theMachinesRoleAllowsWhatThePlanSaysAndNothingElse()
      throws IOException, InterruptedException {
    machines().mayDoWhatThePlanSaysAndNothingElse(stack());
  }

  // ---- What is kept

  @Test
  void theDatabaseIsThePlannedOneAndPrivate() throws IOException, InterruptedException {
    state().hasThePlannedDatabases();
  }

  @Test
  void leasesAreKeptInATableThatForgets() throws IOException, InterruptedException {
    state().keepsLeasesInATableThatForgets();
  }

  @Test
  void everyLogIsKeptForThePlannedDays() throws IOException, InterruptedException {
    state().keepsEveryLogForThePlannedDays();
  }

  @Test
  void secretsAreMadeAsPlanned() throws IOException, InterruptedException {
    state().hasThePlannedSecrets();
  }

  final LiveMachines machines() {
    return new LiveMachines(live());
  }

  private LiveNetwork network() {
    return new LiveNetwork(live());
  }

  private LiveState state() {
    return new LiveState(live());
  }
}
