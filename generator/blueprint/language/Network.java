package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network that the tiers share. */
@Doc("A network of its own for the service, divided over availability zones; or an existing one.")
public record Network(
    Span span,
    @Doc("The private address range.") @Default("10.0.0.0/16") Located<Cidr> cidr,
    @Doc(
            "How many availability zones every tier spans; load balancers and databases need two. A zone added later moves nothing.")
        @Default("2")
        @Range(Limit.ZONES)
        Located<Integer> zones,
    @Doc(
            "How machines without public addresses reach the internet: `single` is one gateway, `per_zone` one in each zone (dearer, and survives the loss of a zone), `none` reaches AWS services only.")
        @Default("single")
        Located<Nat> nat,
    @Doc(
            "Whether there are IPv6 addresses beside those of IPv4: an Amazon-provided range, from which each subnet gets a part. Load balancers that let everybody in, or an IPv6 range, answer on both; machines reach the internet on both, and are reached on neither. Databases stay with IPv4, and with `nat: none` the network stays closed.")
        @Default("false")
        Located<Boolean> ipv6,
    @Doc(
            "By tier: from which of the 64 blocks of the IPv6 range its subnets come. Chosen by the tier's name unless written, which two names may have to.")
        @Range(Limit.ADDRESS_BLOCK)
        Map<Name, Located<Integer>> ipv6Blocks,
    @Doc("How long records of all connections are kept.") @Default("30d") @Range(Limit.LOG_DAYS)
        Located<Duration> flowLogs,
    @Doc("Use this network in place of a new one.") Optional<Existing> existing) {

  @Doc(
      "A network that is there already. The subnets of machines must have their own way out of it.")
  public record Existing(
      Span span,
      @Doc("Its id.") @Written(Form.VPC) Located<String> vpc,
      @Doc("By tier: the subnets it is placed in, in different zones.")
          @Count(Limit.NEEDED_ENTRIES)
          @Written(Form.SUBNET)
          Map<Name, List<Located<String>>> subnets) {}
}
