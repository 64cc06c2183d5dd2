package blueprint.language;

import blueprint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network that the tiers share. */
@Doc("A network of its own for the service, divided over availability zones; or an existing one.")
public record Network(
    Span span,
    @Doc("The private address range, between /16 and /28.") @Default("10.0.0.0/16")
        Located<Cidr> cidr,
    @Doc(
            "How many availability zones every tier spans, 1 to 4; load balancers and databases need two. A zone added later moves nothing.")
        @Default("2")
        @Range(min = 1, max = 4)
        Located<Integer> zones,
    @Doc(
            "How machines without public addresses reach the internet: `single` is one gateway, `per_zone` one in each zone (dearer, and survives the loss of a zone), `none` reaches AWS services only.")
        @Default("single")
        Located<Nat> nat,
    @Doc("How long records of all connections are kept.")
        @Default("30d")
        @Range(min = 86400, max = 316224000)
        Located<Duration> flowLogs,
    @Doc("Use this network in place of a new one.") Optional<Existing> existing) {

  @Doc(
      "A network that is there already. The subnets of machines must have their own way out of it.")
  public record Existing(
      Span span,
      @Doc("Its id.") @Written(Form.VPC) Located<String> vpc,
      @Doc("By tier: the subnets it is placed in, in different zones.")
          @NotEmpty
          @Written(Form.SUBNET)
          Map<Name, List<Located<String>>> subnets) {}
}
