package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class WritersTest {

  @Test
  void jsonIsLaidOutForPeople() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", "é \"q\"\n");
    tree.put("list", List.of(1, true, List.of(), Map.of()));
    tree.put("none", null);

    assertThat(JsonWriter.write(tree))
        .isEqualTo(
            """
            {
              "name": "é \\"q\\"\\n",
              "list": [
                1,
                true,
                [],
                {}
              ],
              "none": null
            }
            """);
  }

  @Test
  void jsonIsReadBackAsItWas() throws IOException {
    List<String> texts = AwkwardStrings.some(3000);

    assertThat(new ObjectMapper().readValue(JsonWriter.write(texts), String[].class))
        .containsExactlyElementsOf(texts);
  }

  @Test
  void whatJsonCannotHoldIsRefused() {
    for (Object value : List.of(Double.NaN, 'c', Map.of(1, "a"), "\ud800", new Object())) {
      assertThatThrownBy(() -> JsonWriter.write(value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void yamlIsLaidOutForPeople() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("path", "/etc/values.json");
    file.put("permissions", "0640");
    file.put("content", "a\nb\n");
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("write_files", List.of(file));
    tree.put("runcmd", List.of(List.of("/bin/start")));

    assertThat(YamlWriter.write(tree))
        .isEqualTo(
            """
            write_files:
              - path: /etc/values.json
                permissions: "0640"
                content: |
                  a
                  b

            runcmd:
              - [/bin/start]
            """);
  }

  @Test
  void yamlIsReadBackAsItWas() {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    for (String text : AwkwardStrings.some(3000)) {
      Object read = yaml.load(YamlWriter.write(Map.of("a", List.of(text, List.of(text)))));
      assertThat(read).isEqualTo(Map.of("a", List.of(text, List.of(text))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<", "yes", "No", "1", "a b", "", "*a", "a:"})
  void aKeyThatAReaderCouldTakeForSomethingElseIsRefused(String key) {
    assertThatThrownBy(() -> YamlWriter.write(Map.of(key, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatYamlCannotHoldIsRefused() {
    assertThatThrownBy(() -> YamlWriter.write(Map.of("a", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
