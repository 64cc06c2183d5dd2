package blueprint.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {

  private static final List<String> KEYS = List.of("subnet", "image", "stop_timeout", "to");

  @Test
  void theNearestWordIsSuggested() {
    assertThat(Suggestions.nearest("subnest", KEYS)).contains("subnet");
    assertThat(Suggestions.nearest("iamge", KEYS)).contains("image");
    assertThat(Suggestions.nearest("Stop-Timeout", KEYS)).contains("stop_timeout");
  }

  @Test
  void aWordFarFromAllIsNotSuggested() {
    assertThat(Suggestions.nearest("replicas", KEYS)).isEmpty();
    assertThat(Suggestions.hint("replicas", KEYS))
        .contains("one of `subnet`, `image`, `stop_timeout` or `to`");
  }

  @Test
  void oneChoiceIsNamedAsSuch() {
    assertThat(Suggestions.hint("far-away", List.of("db"))).contains("the only one is `db`");
    assertThat(Suggestions.hint("far-away", List.of())).isEmpty();
  }

  @Test
  void ofTwoEquallyNearTheFirstByNameIsTaken() {
    assertThat(Suggestions.nearest("ab", List.of("ad", "ac"))).contains("ac");
  }

  @Test
  void aVeryLongWordIsDecidedAtOnce() {
    String word = "x".repeat(1 << 20);
    Assertions.assertTimeout(
        Duration.ofSeconds(1), () -> assertThat(Suggestions.nearest(word, KEYS)).isEmpty());
  }
}
