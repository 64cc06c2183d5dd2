package blueprint.diff;

import blueprint.inventory.Attribute;
import blueprint.inventory.AttributePath;
import blueprint.inventory.Effect;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import blueprint.inventory.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each part, by what is written and by what it takes from others: whatever is
 * replaced has another id, and that may replace what names it.
 */
final class Comparison {

  private final Map<String, Part> before;
  private final Map<String, Part> after;
  private final Map<String, List<AttributeChange>> changes = new LinkedHashMap<>();
  private final Map<String, Action> actions = new LinkedHashMap<>();
  private final Map<String, Set<String>> families = new LinkedHashMap<>();

  private Comparison(Inventory before, Inventory after) {
    this.before = before.parts();
    this.after = after.parts();
  }

  /** What becomes of every part that does not stay as it is, those of the new inventory first. */
  static List<Change> of(Inventory before, Inventory after) {
    return new Comparison(before, after).changes();
  }

  private List<Change> changes() {
    Set<String> addresses = new LinkedHashSet<>(after.keySet());
    addresses.addAll(before.keySet());
    addresses.forEach(
        a -> families.computeIfAbsent(AttributePath.family(a), f -> new LinkedHashSet<>()).add(a));
    addresses.forEach(this::compare);
    boolean more = true;
    while (more) {
      more = false;
      for (String address : addresses) {
        more |= follow(address);
      }
    }
    List<Change> all = new ArrayList<>();
    actions.forEach((address, action) -> all.add(change(address, action)));
    return all;
  }

  private Change change(String address, Action action) {
    return new Change(
        action,
        Optional.ofNullable(before.get(address)),
        Optional.ofNullable(after.get(address)),
        changes.getOrDefault(address, List.of()),
        Cause.NONE,
        Optional.empty());
  }

  private void compare(String address) {
    Part old = before.get(address);
    Part now = after.get(address);
    if (old == null || now == null) {
      actions.put(address, old == null ? Action.ADDED : Action.DESTROYED);
    } else if (!old.type().equals(now.type())) {
      actions.put(address, Action.REPLACED);
    } else {
      Set<String> paths = new LinkedHashSet<>(now.attributes().keySet());
      paths.addAll(old.attributes().keySet());
      for (String path : paths) {
        Attribute was = old.attributes().get(path);
        Attribute is = now.attributes().get(path);
        if (!same(was, is) && now.effect(path) != Effect.NOTHING) {
          add(address, attribute(path, was, is, now.effect(path), Optional.empty()));
        }
      }
    }
  }

  private static boolean same(@Nullable Attribute was, @Nullable Attribute is) {
    return was != null
        && is != null
        && was.text().equals(is.text())
        && was.literal() == is.literal();
  }

  private static AttributeChange attribute(
      String path,
      @Nullable Attribute was,
      @Nullable Attribute is,
      Effect effect,
      Optional<String> because) {
    return new AttributeChange(
        path,
        Optional.ofNullable(was).map(Attribute::text),
        Optional.ofNullable(is).map(Attribute::text),
        effect,
        because);
  }

  /** Whether more is known of a part than before. */
  private boolean follow(String address) {
    Part now = after.get(address);
    if (now == null || !before.containsKey(address)) {
      return false;
    }
    boolean more = false;
    for (Map.Entry<String, Attribute> entry : now.attributes().entrySet()) {
      String path = entry.getKey();
      if (now.effect(path) == Effect.NOTHING) {
        continue;
      }
      for (Reference reference : entry.getValue().references()) {
        Moved moved = path.startsWith("@") ? Moved.NO : moved(reference);
        if (moved != Moved.NO) {
          Effect effect = moved.softened(now.effect(path));
          Attribute value = entry.getValue();
          more |=
              add(address, attribute(path, value, value, effect, Optional.of(reference.address())));
        }
      }
    }
    return more;
  }

  /** Adds a change unless one as grave is known; whether it was added. */
  private boolean add(String address, AttributeChange change) {
    List<AttributeChange> known = changes.computeIfAbsent(address, a -> new ArrayList<>());
    for (int i = 0; i < known.size(); i++) {
      AttributeChange other = known.get(i);
      if (other.path().equals(change.path())) {
        boolean graver = other.effect().compareTo(change.effect()) < 0;
        if (graver) {
          known.set(i, change);
          actions.put(address, action(address));
        }
        return graver;
      }
    }
    known.add(change);
    actions.put(address, action(address));
    return true;
  }

  private Action action(String address) {
    Action gravest = Action.GUARDED;
    for (AttributeChange change : Objects.requireNonNull(changes.get(address))) {
      Action own = change.isSaid() ? Action.GUARDED : action(change.effect());
      gravest = own.compareTo(gravest) > 0 ? own : gravest;
    }
    return gravest;
  }

  private static Action action(Effect effect) {
    return switch (effect) {
      case NOTHING -> Action.GUARDED;
      case IN_PLACE -> Action.CHANGED;
      case UNKNOWN, MAY_REPLACE -> Action.MAY_BE_REPLACED;
      case REPLACE -> Action.REPLACED;
    };
  }

  /** Whether what a reference takes is another value. */
  private enum Moved {
    NO,
    PERHAPS,
    YES;

    Effect softened(Effect effect) {
      return this == PERHAPS && effect == Effect.REPLACE ? Effect.MAY_REPLACE : effect;
    }
  }

  private Moved moved(Reference reference) {
    Set<String> meant =
        actions.containsKey(reference.address()) || after.containsKey(reference.address())
            ? Set.of(reference.address())
            : families.getOrDefault(AttributePath.family(reference.address()), Set.of());
    Moved gravest = Moved.NO;
    for (String address : meant) {
      Moved own = moved(address, reference.attribute());
      gravest = own.compareTo(gravest) > 0 ? own : gravest;
    }
    return gravest;
  }

  private Moved moved(String address, String attribute) {
    Action action = actions.get(address);
    Part now = after.get(address);
    if (action == null || action == Action.GUARDED) {
      return Moved.NO;
    } else if (now == null || action == Action.ADDED) {
      return Moved.YES;
    }
    String path =
        address.startsWith("local.") && !attribute.isEmpty() ? "value." + attribute : attribute;
    if (!attribute.isEmpty() && now.writes(path)) {
      return touches(address, path) ? Moved.YES : Moved.NO;
    } else if (now.kind() == Part.Kind.VALUE || now.moving().contains(attribute)) {
      return Moved.YES;
    }
    return switch (action) {
      case REPLACED -> Moved.YES;
      case MAY_BE_REPLACED -> Moved.PERHAPS;
      case GUARDED, ADDED, CHANGED, DESTROYED -> Moved.NO;
    };
  }

  private boolean touches(String address, String path) {
    return changes.getOrDefault(address, List.of()).stream()
        .anyMatch(change -> AttributePath.isBelow(change.path(), path));
  }
}
