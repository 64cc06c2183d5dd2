package blueprint.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.adoption.Remark.Outcome;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BlueprintReader;
import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Option;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.plan.Value;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The way there and back: what was taken from a project is what its blueprint sets. */
final class AdoptedOptionsTest {

  /** Options that were called otherwise, with what they are called now. */
  private static final Map<String, String> MOVED =
      Map.of(
          "aws:autoscaling:launchconfiguration InstanceType", "aws:ec2:instances InstanceTypes",
          "aws:elasticbeanstalk:application Application Healthcheck URL",
              "aws:elasticbeanstalk:environment:process:default HealthCheckPath",
          "aws:elasticbeanstalk:container:python:staticfiles /assets/",
              "aws:elasticbeanstalk:environment:proxy:staticfiles /assets",
          "aws:elasticbeanstalk:container:nodejs:staticfiles /public",
              "aws:elasticbeanstalk:environment:proxy:staticfiles /public");

  /** What is no option any more, or has a value that only the account knows. */
  private static final Set<String> OTHERWISE =
      new TreeSet<>(
          List.of(
              "aws:autoscaling:asg Availability Zones",
              "aws:ec2:vpc ELBSubnets",
              "aws:ec2:vpc Subnets",
              "aws:ec2:vpc VPCId",
              "aws:elasticbeanstalk:container:nodejs GzipCompression",
              "aws:elasticbeanstalk:container:python StaticFiles",
              "aws:elasticbeanstalk:sns:topics Notification Endpoint",
              "aws:elbv2:listener:443 SSLCertificateArns"));

  @Test
  void whatWasTakenIsWhatIsPlanned() throws IOException {
    Set<String> otherwise = new TreeSet<>();
    int compared = 0;
    for (Path folder : AdoptionTest.cases()) {
      Proposal proposal = AdoptionTest.propose(folder);
      if (proposal.blueprint().isEmpty()) {
        continue;
      }
      Map<String, String> planned = planned(proposal.blueprint().get());
      for (OptionSetting setting : settings(folder)) {
        if (!isTaken(setting, proposal.remarks())) {
          continue;
        }
        String found = planned.get(MOVED.getOrDefault(setting.full(), setting.full()));
        if (found == null) {
          otherwise.add(setting.full());
        } else {
          compared++;
          assertThat(found).as(folder + " " + setting.full()).isEqualTo(value(setting));
        }
      }
    }
    assertThat(compared).isGreaterThan(30);
    assertThat(otherwise).isEqualTo(OTHERWISE);
  }

  private static boolean isTaken(OptionSetting setting, List<Remark> remarks) {
    List<Outcome> outcomes =
        remarks.stream()
            .filter(r -> r.place().equals(setting.place()) && r.what().equals(setting.what()))
            .map(Remark::outcome)
            .toList();
    return outcomes.contains(Outcome.TAKEN)
        && !outcomes.contains(Outcome.LEFT)
        && !setting.namespace().equals(DatabaseLift.NAMESPACE)
        && !setting.name().startsWith("RDS_")
        && !setting.namespace().endsWith("environmentsecrets")
        && !(VariableLift.isVariable(setting) && outcomes.contains(Outcome.CHANGED));
  }

  /** As the planner writes it: lists without spaces, folders without a final slash. */
  private static String value(OptionSetting setting) {
    return switch (setting.full()) {
      case "aws:elasticbeanstalk:container:python WSGIPath" ->
          setting.value().replace("shop/wsgi.py", "shop.wsgi:application");
      case "aws:elasticbeanstalk:application Application Healthcheck URL" ->
          setting.value().replace("HTTP:80", "");
      case "aws:elasticbeanstalk:managedactions PreferredStartTime" ->
          setting.value().replace("SUN", "Sun");
      case "aws:elasticbeanstalk:container:python:staticfiles /assets/" ->
          setting.value().replace("/", "");
      default ->
          setting.name().equals("InstanceTypes")
              ? setting.value().replace(" ", "")
              : setting.value();
    };
  }

  private static List<OptionSetting> settings(Path folder) throws IOException {
    Draft draft = new Draft();
    List<OptionSetting> settings = new ArrayList<>();
    for (ProjectFile file : Project.read(folder.resolve("project")).files()) {
      if (file.text().isPresent() && file.name().endsWith(".config")) {
        settings.addAll(ExtensionLift.lift(file.text().get(), draft));
      } else if (file.text().isPresent() && file.name().matches("env.yaml|.*\\.cfg\\.yml")) {
        settings.addAll(EnvironmentFileLift.lift(file.text().get(), draft));
      }
    }
    return settings;
  }

  private static Map<String, String> planned(String text) {
    Diagnostics found = new Diagnostics();
    Plan plan =
        Planner.plan(
            BlueprintReader.read(
                    YamlReader.read(new SourceFile("x.yaml", text)).root().orElseThrow(), found)
                .orElseThrow());
    Beanstalk program = plan.beanstalks().get(0);
    List<Option> options = new ArrayList<>(program.options());
    program.environments().forEach(environment -> options.addAll(environment.options()));
    options.addAll(program.bundle().options());
    Map<String, String> values = new TreeMap<>();
    for (Option option : options) {
      if (option.value() instanceof Beanstalk.Live live) {
        values.put(option.namespace() + " " + option.name(), text(live.value()));
      }
    }
    return values;
  }

  private static String text(Value value) {
    StringBuilder text = new StringBuilder();
    value
        .parts()
        .forEach(part -> text.append(part instanceof Value.Literal l ? l.text() : part.toString()));
    return text.toString();
  }
}
