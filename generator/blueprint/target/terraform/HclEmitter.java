package blueprint.target.terraform;

import blueprint.output.Origin;
import blueprint.target.terraform.Body.Attribute;
import blueprint.target.terraform.Body.Blank;
import blueprint.target.terraform.Body.Comment;
import blueprint.target.terraform.Body.Element;
import blueprint.target.terraform.Body.Nested;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A configuration as the text of its files, laid out as {@code terraform fmt} does. */
public final class HclEmitter {

  private HclEmitter() {}

  /** The text of each file, by its name, in the model's order. */
  public static Map<String, String> emit(TerraformModel model) {
    Map<String, String> files = new LinkedHashMap<>();
    for (TerraformModel.File file : model.files()) {
      files.put(
          file.name(),
          file.blocks().stream().map(HclEmitter::block).collect(Collectors.joining("\n")));
    }
    return Collections.unmodifiableMap(files);
  }

  /** Where each block stands in those files, and where it comes from. */
  static List<Origin> origins(TerraformModel model) {
    List<Origin> origins = new ArrayList<>();
    for (TerraformModel.File file : model.files()) {
      int line = 1;
      for (Block block : file.blocks()) {
        int lines = (int) block(block).chars().filter(c -> c == '\n').count();
        Trace trace = block.trace();
        origins.add(
            new Origin(
                file.name(),
                line,
                line + lines - 1,
                block.names(),
                trace.paths(),
                trace.reads(),
                trace.why()));
        line += lines + 1;
      }
    }
    return origins;
  }

  private static String block(Block block) {
    StringBuilder out = new StringBuilder();
    block.trace().line().forEach(line -> out.append("# ").append(line).append('\n'));
    block.comment().forEach(line -> out.append("# ").append(line).append('\n'));
    out.append(block.kind().keyword());
    block.labels().forEach(label -> out.append(" \"").append(label).append('"'));
    return out.append(' ').append(braces(block.body())).append('\n').toString();
  }

  private static String braces(Body body) {
    return body.elements().isEmpty() ? "{}" : "{\n" + inside(body) + "}";
  }

  private static String inside(Body body) {
    AlignedLines lines = new AlignedLines("  ");
    Element last = new Blank();
    for (int i = 0; i < body.elements().size(); i++) {
      Element element = body.elements().get(i);
      if (element instanceof Blank && i == body.elements().size() - 1) {
        break;
      }
      boolean apart =
          last instanceof Nested || (leadsToBlock(body, i) && !(last instanceof Comment));
      if (!(last instanceof Blank) && (apart || element instanceof Blank)) {
        lines.blank();
      }
      write(element, lines);
      last = element;
    }
    return lines.text();
  }

  /** Whether the element is a nested block, or a comment above one. */
  private static boolean leadsToBlock(Body body, int index) {
    int i = index;
    while (i < body.elements().size() - 1 && body.elements().get(i) instanceof Comment) {
      i++;
    }
    return body.elements().get(i) instanceof Nested;
  }

  private static void write(Element element, AlignedLines lines) {
    if (element instanceof Attribute attribute) {
      lines.entry(attribute.name(), attribute.value());
    } else if (element instanceof Comment comment) {
      lines.line(comment.text());
    } else if (element instanceof Nested nested) {
      String label = nested.label().map(l -> " \"" + l + "\"").orElse("");
      lines.line(nested.name() + label + " " + braces(nested.body()));
    }
  }
}
