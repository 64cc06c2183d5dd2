package blueprint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What S3 takes as the name of a bucket has at most 63 characters. */
final class BeanstalkNamesTest {

  private static final String PLACE = "-123456789012-ap-southeast-2";

  @Test
  void theBucketOfVersionsIsNamedAfterTheApplication() {
    assertThat(named("shop-app").bucketPrefix()).isEqualTo("shop-app-eb");
  }

  @Test
  void aLongNameIsCutAndStillAnotherForEachApplication() {
    String one = named("a-stack-of-a-long-name-" + "production-app").bucketPrefix();
    String other = named("a-stack-of-a-long-name-" + "production-api").bucketPrefix();
    assertThat(one + PLACE).hasSize(63).matches("[a-z][a-z0-9-]+");
    assertThat(other + PLACE).hasSize(63).isNotEqualTo(one + PLACE);
  }

  private static Beanstalk named(String application) {
    return new Beanstalk(
        "app",
        "app-entrance",
        application,
        ".",
        new Beanstalk.Platform("python-3.13", "python", "Python 3.13", "Linux", "4.13.7", 8000),
        List.of(),
        List.of(),
        new Beanstalk.Bundle(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            "/shop/app",
            30,
            "/",
            Optional.empty(),
            true,
            true,
            false,
            false),
        List.of(),
        20,
        false,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }
}
