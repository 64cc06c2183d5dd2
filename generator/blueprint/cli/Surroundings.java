package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.handover.Environment;
import blueprint.pipeline.Delivery;
import java.util.ArrayList;
import java.util.List;

/** What in the environment would make the tools do something else than what is written. */
final class Surroundings {

  private Surroundings() {}

  static List<Failure> refusals(Environment environment, Delivery delivery) {
    List<Failure> found = new ArrayList<>();
    for (Environment.Refused refused : environment.refused()) {
      found.add(Failure.of(Kind.VARIABLE_REFUSED, refused.name(), refused.because()));
    }
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      String region = environment.value(name);
      if (!region.isEmpty() && !region.equals(delivery.region())) {
        found.add(Failure.of(Kind.REGION_DIFFERS, name, region, delivery.region()));
      }
    }
    if (!environment.value("AWS_PROFILE").isEmpty()
        && !environment.value("AWS_ACCESS_KEY_ID").isEmpty()) {
      found.add(Failure.of(Kind.CREDENTIALS_TWICE));
    }
    return found;
  }
}
