package blueprint.target.terraform;

import blueprint.facts.Changes;
import blueprint.inventory.Attribute;
import blueprint.inventory.Attributes;
import blueprint.inventory.Effect;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import blueprint.inventory.Reference;
import blueprint.target.terraform.Expression.Bool;
import blueprint.target.terraform.Expression.Call;
import blueprint.target.terraform.Expression.Code;
import blueprint.target.terraform.Expression.Items;
import blueprint.target.terraform.Expression.Members;
import blueprint.target.terraform.Expression.Numeric;
import blueprint.target.terraform.Expression.Template;
import blueprint.target.terraform.Expression.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a configuration makes, block by block and instance by instance. */
final class ModelInventory {

  /** What is said to Terraform, not to AWS. */
  private static final Set<String> META = Set.of("lifecycle", "provider", "provisioner");

  /** What says how many there are and when; the instances themselves say the rest. */
  private static final Set<String> ORDER = Set.of("count", "for_each", "depends_on");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<![\\w.\"])((?:(?:data|ephemeral)\\.)?[a-z][a-z0-9_]*\\.[A-Za-z][\\w-]*)"
              + "(\\[(?:\"[^\"]*\"|\\d+)])?(?:\\[[^\\]]*])?(?:\\.(\\w+))?");

  private static final Pattern EACH = Pattern.compile("\\beach\\.(?:key|value)\\b");

  private final Map<String, String> files;
  private final Set<String> addresses = new TreeSet<>();
  private final Instances instances;
  private final TerraformModel model;

  /** What {@code each} is taken from, in a block of which nobody knows how many there are. */
  private List<Reference> each = List.of();

  private ModelInventory(TerraformModel model, Map<String, String> files) {
    this.model = model;
    this.files = files;
    this.instances = new Instances(model.blocks());
    model.blocks().forEach(block -> addresses.addAll(block.names()));
  }

  /**
   * The inventory of a configuration.
   *
   * @param files the text of each file that it reads, by its path
   */
  static Inventory of(TerraformModel model, Map<String, String> files) {
    return new ModelInventory(model, files).inventory();
  }

  private Inventory inventory() {
    List<Part> parts = new ArrayList<>();
    for (Block block : model.blocks()) {
      switch (block.kind()) {
        case TERRAFORM, OUTPUT -> {}
        case LOCALS -> locals(block, parts);
        case PROVIDER, VARIABLE, DATA, EPHEMERAL, RESOURCE -> several(block, parts);
      }
    }
    return Inventory.of(Inventory.Engine.TERRAFORM, parts);
  }

  private void locals(Block block, List<Part> parts) {
    for (Body.Element element : block.body().elements()) {
      if (element instanceof Body.Attribute local) {
        Map<String, Object> tree = Map.of("value", tree(local.value(), Optional.empty()));
        parts.add(part(block, "local." + local.name(), "local", tree));
      }
    }
  }

  private void several(Block block, List<Part> parts) {
    String name = block.names().get(0);
    String type = block.kind() == Block.Kind.RESOURCE ? block.labels().get(0) : name;
    List<Instances.Instance> all = instances.of(block);
    if (all.isEmpty()) {
      if (!isNone(block)) {
        each = source(block);
        parts.add(part(block, name, type, tree(block, Optional.empty())));
        each = List.of();
      }
      return;
    }
    for (Instances.Instance each : all) {
      parts.add(part(block, name + each.index(), type, tree(block, Optional.of(each))));
    }
  }

  private List<Reference> source(Block block) {
    List<Reference> references = new ArrayList<>();
    Instances.argument(block, "for_each").ifPresent(source -> collect(source, references));
    return references;
  }

  private static boolean isNone(Block block) {
    return Instances.argument(block, "count")
        .filter(count -> count instanceof Numeric number && number.value().intValue() == 0)
        .isPresent();
  }

  private Part part(Block block, String address, String type, Map<String, Object> tree) {
    boolean resource = block.kind() == Block.Kind.RESOURCE;
    Trace trace = block.trace();
    return new Part(
        resource ? Part.Kind.RESOURCE : Part.Kind.VALUE,
        address,
        type,
        Attributes.of(tree),
        resource ? effects(block, type) : Map.of("", Effect.IN_PLACE),
        resource ? Changes.bundled().moving(type) : Set.of(),
        trace.paths(),
        trace.reads());
  }

  /** What Terraform is told to leave as it is does nothing, whatever it says. */
  private static Map<String, Effect> effects(Block block, String type) {
    Map<String, Effect> effects = new LinkedHashMap<>(Changes.bundled().effects(type));
    new BodyParts(block.body())
        .blocks("lifecycle").stream()
            .flatMap(body -> body.elements().stream())
            .filter(e -> e instanceof Body.Attribute a && a.name().equals("ignore_changes"))
            .map(e -> ((Body.Attribute) e).value())
            .filter(Items.class::isInstance)
            .flatMap(names -> ((Items) names).items().stream())
            .map(name -> HclExpressions.write(name, 0))
            .forEach(name -> effects.put(name, Effect.NOTHING));
    return effects;
  }

  private Map<String, Object> tree(Block block, Optional<Instances.Instance> each) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : tree(block.body(), each).entrySet()) {
      boolean meta = META.contains(entry.getKey());
      if (!ORDER.contains(entry.getKey())) {
        tree.put(meta ? "@" + entry.getKey() : entry.getKey(), entry.getValue());
      }
    }
    if (block.kind() == Block.Kind.RESOURCE && takesTags(block.labels().get(0))) {
      tree.put("tags_all", reference("local.tags"));
    }
    return tree;
  }

  private static boolean takesTags(String type) {
    return ProviderSchema.bundled()
        .find(ProviderSchema.Kind.RESOURCE, type)
        .map(schema -> schema.attributes().containsKey("tags_all"))
        .orElse(false);
  }

  private Map<String, Object> tree(Body body, Optional<Instances.Instance> each) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Body.Element element : body.elements()) {
      if (element instanceof Body.Attribute attribute) {
        tree.put(attribute.name(), tree(attribute.value(), each));
      } else if (element instanceof Body.Nested nested) {
        @SuppressWarnings("unchecked")
        List<Object> blocks =
            (List<Object>) tree.computeIfAbsent(nested.name(), name -> new ArrayList<>());
        blocks.add(tree(nested.body(), each));
      }
    }
    tree.replaceAll((name, value) -> single(value));
    return tree;
  }

  /** One block of its kind needs no number. */
  private static Object single(Object value) {
    return value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Map
        ? list.get(0)
        : value;
  }

  private Object tree(Expression expression, Optional<Instances.Instance> each) {
    return tree(each.map(one -> Instances.with(expression, one)).orElse(expression));
  }

  private Object tree(Expression expression) {
    if (expression instanceof Text text) {
      return Attribute.of(text.text());
    } else if (expression instanceof Numeric number) {
      return Attribute.of(number.value().toPlainString());
    } else if (expression instanceof Bool bool) {
      return Attribute.of(Boolean.toString(bool.value()));
    } else if (expression instanceof Items items) {
      return items.items().stream().map(this::tree).toList();
    } else if (expression instanceof Members object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.members().forEach((key, value) -> members.put(key, tree(value)));
      return members;
    } else if (expression instanceof Call call) {
      return call(call);
    } else if (expression instanceof Template template) {
      return file(template).map(Object.class::cast).orElseGet(() -> written(template));
    }
    return written(expression);
  }

  /** What a function makes of one value differs when that does. */
  private Object call(Call call) {
    if (call.arguments().size() == 1) {
      return tree(call.arguments().get(0));
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Object argument = tree(call.arguments().get(i));
      if (argument instanceof Map<?, ?> map && !map.isEmpty()) {
        map.forEach((key, value) -> arguments.put(String.valueOf(key), value));
      } else {
        arguments.put(call.function() + (i == 0 ? "" : i), argument);
      }
    }
    return arguments;
  }

  /** A file that is read counts as what is in it. */
  private Optional<Attribute> file(Template template) {
    String written = HclExpressions.write(template, 0);
    return files.entrySet().stream()
        .filter(file -> written.endsWith("/" + file.getKey() + "\""))
        .map(file -> Attribute.of(file.getKey() + " " + Digests.of(file.getValue())))
        .findFirst();
  }

  private Attribute written(Expression expression) {
    String code = HclExpressions.write(expression, 0);
    List<Reference> references = new ArrayList<>();
    collect(expression, references);
    return new Attribute(code, false, references);
  }

  private void collect(Expression expression, List<Reference> references) {
    if (expression instanceof Template template) {
      template.parts().forEach(part -> collect(part, references));
    } else if (expression instanceof Items items) {
      items.items().forEach(item -> collect(item, references));
    } else if (expression instanceof Members object) {
      object.members().values().forEach(member -> collect(member, references));
    } else if (expression instanceof Call call) {
      call.arguments().forEach(argument -> collect(argument, references));
    } else if (expression instanceof Code code) {
      collect(code.code(), references);
    }
  }

  private void collect(String code, List<Reference> references) {
    Matcher found = REFERENCE.matcher(code);
    while (found.find()) {
      String name = found.group(1);
      String index = Optional.ofNullable(found.group(2)).orElse("");
      String attribute = Optional.ofNullable(found.group(3)).orElse("");
      boolean item = name.startsWith("local.") && !index.isEmpty();
      if (addresses.contains(name)) {
        references.add(
            item
                ? new Reference(name, index.replaceAll("[\\[\\]\"]", ""))
                : new Reference(name + index, attribute));
      }
    }
    if (EACH.matcher(code).find()) {
      references.addAll(each);
    }
  }

  private static Attribute reference(String address) {
    return new Attribute(address, false, List.of(new Reference(address, "")));
  }
}
