package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.HostilePayloads;
import blueprint.text.AwkwardStrings;
import blueprint.text.JsonWriter;
import blueprint.text.Markdown;
import blueprint.text.Python;
import blueprint.text.Shell;
import blueprint.text.Systemd;
import blueprint.text.YamlWriter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the quoters write, read by those who will: thousands of texts in one run of each. (Terraform
 * reads in {@code HclNativeTest}.)
 */
@Tag("native")
class EscapersNativeTest {

  private static final List<String> TEXTS =
      Stream.concat(AwkwardStrings.some(3000).stream(), HostilePayloads.all().stream()).toList();

  @TempDir Path scratch;

  @Test
  void pythonReadsEveryString() throws IOException, InterruptedException {
    List<String> literals = TEXTS.stream().map(text -> Python.quote(text).text()).toList();
    write("literals", "[" + String.join(",\n", literals) + "]\n");

    assertThat(python("import ast; found = ast.literal_eval(open('literals').read())"))
        .isEqualTo(TEXTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash"})
  void shellsReadEveryWord(String shell) throws IOException, InterruptedException {
    Path program = NativeTools.require(shell);
    List<String> words = TEXTS.stream().filter(text -> text.indexOf('\0') < 0).toList();
    write("script", "printf '%s\\0' " + Shell.words(words) + " >found\n");

    ToolRun.in(scratch, Map.of(), Duration.ofMinutes(1), program, "script").succeeded();

    String found = Files.readString(scratch.resolve("found"));
    assertThat(List.of(found.substring(0, found.length() - 1).split("\0", -1))).isEqualTo(words);
  }

  @Test
  void pythonReadsEveryJsonTextAndFindsNoKeyTwice() throws IOException, InterruptedException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("texts", TEXTS);
    Map<String, Object> keys = new LinkedHashMap<>();
    TEXTS.forEach(text -> keys.put(text, text));
    tree.put("keys", keys);
    write("json", JsonWriter.write(tree));

    assertThat(
            python(
                """
                def once(pairs):
                    assert len(dict(pairs)) == len(pairs)
                    return dict(pairs)
                tree = json.load(open("json"), object_pairs_hook=once)
                assert all(key == value for key, value in tree["keys"].items())
                found = tree["texts"]
                """))
        .isEqualTo(TEXTS);
  }

  /** PyYAML is what cloud-init reads with. */
  @Test
  void pyYamlReadsEveryText() throws IOException, InterruptedException {
    List<Object> tree = new ArrayList<>();
    TEXTS.forEach(text -> tree.add(Map.of("content", text, "flow", List.of(text))));
    write("yaml", YamlWriter.write(Map.of("texts", tree)));

    assertThat(
            python(
                NativeTools.require("moto_server").resolveSibling("python"),
                """
                import yaml
                found = yaml.safe_load(open("yaml", encoding="utf-8"))["texts"]
                assert all(entry["flow"] == [entry["content"]] for entry in found)
                found = [entry["content"] for entry in found]
                """))
        .isEqualTo(TEXTS);
  }

  @Test
  void aReaderOfMarkdownFindsNothingButText() throws IOException, InterruptedException {
    Predicate<String> visible = text -> !text.isBlank();
    List<String> lines =
        TEXTS.stream()
            .map(
                text ->
                    text.replaceAll("[\\p{Cntrl}]+", " ").replaceAll("^[ \u00a0]+|[ \u00a0]+$", ""))
            .toList();
    List<String> words = lines.stream().filter(visible).toList();
    StringBuilder out = new StringBuilder();
    words.forEach(text -> out.append(Markdown.escape(text)).append("\n\n"));
    out.append("| first header | second header |\n|---|---|\n");
    words.forEach(text -> out.append("| x").append(Markdown.escape(text)).append(" | y |\n"));
    write("readme.md", out.toString());

    assertThat(
            python(
                NativeTools.require("markdown-it").resolveSibling("python"),
                """
                from markdown_it import MarkdownIt
                reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
                plain = {"text", "text_special"}
                def words(inline):
                    kinds = {child.type for child in inline.children}
                    assert kinds <= plain, (kinds, inline.content)
                    return "".join(child.content for child in inline.children)
                tokens = reader.parse(open("readme.md", encoding="utf-8").read())
                blocks = {token.type for token in tokens}
                assert blocks <= {"inline", "paragraph_open", "paragraph_close", "table_open",
                    "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
                    "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"}, blocks
                inline = [words(token) for token in tokens if token.type == "inline"]
                cells = inline[inline.index("second header") + 1:]
                found = inline[:len(inline) - len(cells) - 2]
                for cell, text in zip(cells[::2], found, strict=True):
                    assert cell[1:].strip() == text, (cell, text)
                assert set(cells[1::2]) == {"y"}
                """))
        .isEqualTo(words);
  }

  /** Its own record of a unit, as it would start it; a variable's dollar is halved only then. */
  @Test
  void systemdReadsEveryArgument() throws IOException, InterruptedException {
    List<String> words =
        Stream.concat(
                AwkwardStrings.someLines(3000).stream(),
                HostilePayloads.all().stream()
                    .filter(text -> text.chars().noneMatch(Character::isISOControl)))
            .toList();
    StringBuilder unit = new StringBuilder("[Service]\nType=oneshot\n");
    for (int i = 0; i < words.size(); i += 100) {
      List<String> command = new ArrayList<>(List.of("/bin/echo"));
      command.addAll(words.subList(i, Math.min(i + 100, words.size())));
      unit.append("ExecStart=").append(Systemd.command(command)).append('\n');
    }
    write("all.service", unit.toString());

    List<String> found = new ArrayList<>(SystemdWords.of(scratch.resolve("all.service"), scratch));
    found.removeIf("/bin/echo"::equals);

    assertThat(found).hasSameSizeAs(words);
    for (int i = 0; i < words.size(); i++) {
      assertThat(found.get(i)).isEqualTo(words.get(i).replace("$", "$$"));
    }
  }

  private void write(String name, String text) throws IOException {
    Files.write(scratch.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> python(String program) throws IOException, InterruptedException {
    return python(NativeTools.require("python3"), program);
  }

  /** What a program leaves in {@code found}. */
  private List<String> python(Path python, String program)
      throws IOException, InterruptedException {
    write("program.py", "import json\n" + program + "\njson.dump(found, open('found', 'w'))\n");
    ToolRun.in(scratch, Map.of("PYTHONUTF8", "1"), Duration.ofMinutes(1), python, "program.py")
        .succeeded();
    return List.of(new ObjectMapper().readValue(scratch.resolve("found").toFile(), String[].class));
  }
}
