package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole blueprint. */
@Doc("Everything that one service needs.")
public record Blueprint(
    Span span,
    @Doc("The version of the language that this blueprint is written in.")
        @Range(Limit.LANGUAGE_VERSION)
        Located<Integer> blueprint,
    @Doc("What the service is called; part of every name in the account.") Located<Name> name,
    @Doc("The AWS region that everything runs in.") @Written(Form.REGION) Located<String> region,
    @Doc("The id of the AWS account that everything runs in; nothing is changed in any other.")
        @Written(Form.ACCOUNT_ID)
        Optional<Located<String>> account,
    @Doc(
            "The native tool that the output is for: `terraform`; `cloudformation`, with a template for AWS's own service; or `both`, the same system in two forms, of which one is applied.")
        @Default("terraform")
        Located<Engine> engine,
    @Doc("Tags on everything that can carry them, beside `Stack`.")
        @Written(value = Form.TAG_VALUE, keys = Form.TAG_KEY)
        @Count(Limit.TAGS)
        Map<String, Located<String>> tags,
    @Doc("Where Terraform keeps its state.") Optional<Terraform> terraform,
    @Doc("The network that the tiers share.") @Default("{}") Network network,
    @Doc("The domain that visitors type; a certificate and a record are made for it.")
        Optional<Domain> domain,
    @Doc("Values that nobody may read in the repository.") @Count(Limit.SECRETS)
        Map<Name, Secret> secrets,
    @Doc("Machine images and how they are made.") @Count(Limit.IMAGES) Map<Name, Image> images,
    @Doc("The parts that the service is made of.") @Count(Limit.TIERS) Map<Name, Tier> tiers,
    @Doc("Changes to what is generated, for what the language has no word for.") @Default("{}")
        Overrides overrides,
    @Doc(
            "The environments that the service runs in, and what each changes. Each is compiled to a folder of its own.")
        @Count(Limit.ENVIRONMENTS)
        Map<Name, Overlay> environments) {

  /**
   * The tier that a domain leads to, if there is one: the first load balancer, or else the first
   * program on Elastic Beanstalk; one that faces visitors rather than one that does not.
   */
  public Optional<Name> atDomain() {
    Map<Name, Tier> doors = new TreeMap<>(tiers);
    boolean own = tiers.values().stream().anyMatch(tier -> tier.loadBalancer().isPresent());
    doors
        .values()
        .removeIf(tier -> own ? tier.loadBalancer().isEmpty() : tier.beanstalk().isEmpty());
    return doors.entrySet().stream()
        .filter(door -> door.getValue().facesVisitors())
        .findFirst()
        .or(() -> doors.entrySet().stream().findFirst())
        .map(Map.Entry::getKey);
  }

  /** Whether there is a domain, and it leads to a tier. */
  public boolean leadsTo(Name tier) {
    return domain.isPresent() && atDomain().filter(tier::equals).isPresent();
  }

  @Doc("Settings of the Terraform output.")
  public record Terraform(
      Span span,
      @Doc(
              "Keep the state in a bucket, encrypted and with a lock file; without it, in a local file.")
          Optional<S3State> s3) {}

  @Doc("A bucket for Terraform's state, which has to exist before the first run.")
  public record S3State(
      Span span,
      @Doc("The bucket's name.") @Written(Form.BUCKET) Located<String> bucket,
      @Doc("The object in it; `<name>/terraform.tfstate` unless written.") @Written(Form.OBJECT_KEY)
          Optional<Located<String>> key,
      @Doc("The bucket's region; the blueprint's unless written.") @Written(Form.REGION)
          Optional<Located<String>> region) {}

  @Doc("A domain name in a hosted zone of the account.")
  public record Domain(
      Span span,
      @Doc("The name that visitors type.") @Written(Form.DOMAIN) Located<String> name,
      @Doc("The hosted zone that answers for it.") @Written(Form.HOSTED_ZONE)
          Located<String> zone) {}

  @Doc(
      "A secret: generated in the account, or one that is there already. Its value never reaches the output.")
  @ExactlyOne("generate, from")
  public record Secret(
      Span span,
      @Doc("Make a random value of this many letters and digits.") @Range(Limit.SECRET_LETTERS)
          Optional<Located<Integer>> generate,
      @Doc(
              "Use an existing secret of Secrets Manager, or an encrypted parameter of Systems Manager.")
          @Written(Form.SECRET_SOURCE)
          Optional<Located<String>> from) {}

  @Doc("Changes to what is generated, by engine.")
  public record Overrides(
      Span span,
      @Doc(
              "By resource address, such as `aws_lb.lb`: attributes to set, or to remove with `null`; `null` for the whole removes the resource. Text stands for itself.")
          @Written(value = Form.CONTENT, keys = Form.ADDRESS)
          @Count(Limit.OVERRIDES)
          Map<String, JsonTree> terraform,
      @Doc(
              "By logical id, such as `LbLoadBalancer`: properties to set, or to remove with `null`; objects grow together, `DependsOn` and the like stand beside properties; `null` for the whole removes the resource. Text stands for itself; a function is written long, as `Fn::GetAtt`.")
          @Written(value = Form.CONTENT, keys = Form.LOGICAL_ID)
          @Count(Limit.OVERRIDES)
          Map<String, JsonTree> cloudformation) {

    /** The changes for all engines together. */
    public List<JsonTree> all() {
      List<JsonTree> all = new ArrayList<>(terraform.values());
      all.addAll(cloudformation.values());
      return all;
    }
  }
}
