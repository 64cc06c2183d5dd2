package blueprint.target.terraform;

import blueprint.target.terraform.Body.Attribute;
import blueprint.target.terraform.Body.Blank;
import blueprint.target.terraform.Body.Comment;
import blueprint.target.terraform.Body.Element;
import blueprint.target.terraform.Body.Nested;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A body of which single arguments and blocks are replaced, each in its place. */
record BodyParts(Body body) {

  /** What comes last in a body. */
  private static final Set<String> LAST = Set.of("tags", "lifecycle", "depends_on");

  /** The names of all arguments and blocks. */
  Set<String> names() {
    return elements().stream().flatMap(e -> name(e).stream()).collect(Collectors.toSet());
  }

  /** The blocks of a name. */
  List<Body> blocks(String name) {
    return elements().stream()
        .filter(element -> element instanceof Nested && isNamed(element, name))
        .map(element -> ((Nested) element).body())
        .toList();
  }

  /** The body with an argument set. */
  Body with(String name, Expression value) {
    return replaced(name, List.of(new Attribute(name, value)));
  }

  /** The body with blocks in place of all of a name. */
  Body with(String name, List<Body> bodies) {
    return replaced(
        name, bodies.stream().<Element>map(b -> new Nested(name, Optional.empty(), b)).toList());
  }

  /** The body without an argument or blocks, and without a comment that is about nothing then. */
  Body without(String name) {
    List<Element> left = new ArrayList<>();
    for (int i = 0; i < elements().size(); i++) {
      if (!isNamed(elements().get(i), name)) {
        left.add(elements().get(i));
      } else if (endsParagraph(i + 1)) {
        dropNotes(left);
      }
    }
    return new Body(left);
  }

  private boolean endsParagraph(int index) {
    return index == elements().size()
        || elements().get(index) instanceof Blank
        || elements().get(index) instanceof Comment
        || elements().get(index) instanceof Nested;
  }

  private static void dropNotes(List<Element> elements) {
    int last = elements.size() - 1;
    while (last >= 0
        && elements.get(last) instanceof Comment comment
        && comment.text().startsWith("# ")) {
      elements.remove(last--);
    }
  }

  private Body replaced(String name, List<Element> fresh) {
    List<Element> all = new ArrayList<>();
    boolean done = false;
    for (Element element : elements()) {
      if (!isNamed(element, name)) {
        all.add(element);
      } else if (!done) {
        all.addAll(fresh);
        done = true;
      }
    }
    if (!done) {
      all.addAll(place(all, fresh), fresh);
    }
    return new Body(all);
  }

  /** Arguments come before blocks, both before what comes last. */
  private static int place(List<Element> elements, List<Element> fresh) {
    boolean argument = !fresh.isEmpty() && fresh.get(0) instanceof Attribute;
    int place = 0;
    while (place < elements.size()
        && !LAST.contains(name(elements.get(place)).orElse(""))
        && !(argument && elements.get(place) instanceof Nested)) {
      place++;
    }
    boolean end = place == elements.size();
    while (!end
        && place > 0
        && (elements.get(place - 1) instanceof Blank
            || elements.get(place - 1) instanceof Comment)) {
      place--;
    }
    return place;
  }

  private List<Element> elements() {
    return body.elements();
  }

  private static boolean isNamed(Element element, String name) {
    return name(element).filter(name::equals).isPresent();
  }

  private static Optional<String> name(Element element) {
    if (element instanceof Attribute attribute) {
      return Optional.of(attribute.name());
    }
    return element instanceof Nested nested ? Optional.of(nested.name()) : Optional.empty();
  }
}
