package blueprint.diff;

import blueprint.inventory.Attribute;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what the policies of an inventory allow. */
final class Permissions {

  private static final Pattern STATEMENT =
      Pattern.compile("((?:.*\\.)?(?:statement|Statement)(?:\\[[^\\]]*])?)\\..*");

  /**
   * One action on one resource.
   *
   * @param owner whose policy it is
   * @param words what is allowed
   */
  record Permission(String owner, String words, Part part) {}

  private Permissions() {}

  /** What is allowed, by what it says. */
  static Map<String, Permission> of(Inventory inventory) {
    Map<String, Permission> all = new LinkedHashMap<>();
    for (Part part : inventory.parts().values()) {
      for (String statement : statements(part)) {
        for (Permission permission : permissions(part, statement)) {
          all.put(permission.owner() + " " + permission.words(), permission);
        }
      }
      managed(part).forEach(p -> all.put(p.owner() + " " + p.words(), p));
    }
    return all;
  }

  private static Set<String> statements(Part part) {
    Set<String> statements = new LinkedHashSet<>();
    for (String path : part.attributes().keySet()) {
      Matcher statement = STATEMENT.matcher(path);
      if (statement.matches()) {
        statements.add(statement.group(1));
      }
    }
    return statements;
  }

  private static List<Permission> permissions(Part part, String statement) {
    String effect = part.text(statement + ".effect") + part.text(statement + ".Effect");
    if (effect.equals("Deny")) {
      return List.of();
    }
    List<Permission> found = new ArrayList<>();
    Set<String> who = below(part, statement, "principals", "Principal");
    Set<String> when = below(part, statement, "condition", "Condition");
    Set<String> resources =
        items(part, statement, "resources", "Resource", "not_resources", "NotResource");
    for (String action : items(part, statement, "actions", "Action", "not_actions", "NotAction")) {
      for (String resource : resources.isEmpty() ? Set.of("") : resources) {
        String words =
            (who.isEmpty() ? "" : String.join(", ", who) + " may ")
                + "`"
                + action
                + "`"
                + (resource.isEmpty() ? "" : " on " + Words.quoted(resource))
                + (when.isEmpty() ? "" : " where " + String.join(", ", when));
        found.add(new Permission(Openings.owner(part), words, part));
      }
    }
    return found;
  }

  private static Set<String> items(Part part, String statement, String... names) {
    Set<String> items = new TreeSet<>();
    for (String name : names) {
      Attribute attribute = part.attributes().get(statement + "." + name);
      if (attribute != null) {
        boolean not = name.toLowerCase(java.util.Locale.ROOT).startsWith("not");
        attribute.items().forEach(item -> items.add((not ? "all but " : "") + item));
      }
    }
    return items;
  }

  private static Set<String> below(Part part, String statement, String... names) {
    Set<String> texts = new TreeSet<>();
    for (String name : names) {
      part.attributes()
          .forEach(
              (path, value) -> {
                if (path.startsWith(statement + "." + name) && !path.endsWith(".type")) {
                  texts.add(Words.quoted(value.text()));
                }
              });
    }
    return texts;
  }

  private static List<Permission> managed(Part part) {
    List<Permission> found = new ArrayList<>();
    for (String name : List.of("policy_arn", "ManagedPolicyArns", "managed_policy_arns")) {
      Attribute attribute = part.attributes().get(name);
      if (attribute != null) {
        for (String arn : attribute.items()) {
          found.add(
              new Permission(
                  Openings.owner(part), "what the policy " + Words.quoted(arn) + " allows", part));
        }
      }
    }
    return found;
  }
}
