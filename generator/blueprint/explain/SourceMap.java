package blueprint.explain;

import blueprint.output.Origin;
import blueprint.source.YamlNode;
import blueprint.text.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which part of the output comes from which part of a blueprint. */
public final class SourceMap {

  private final List<Origin> origins;
  private final Places places;

  /**
   * The map of one output.
   *
   * @param source what was written, each node with its place
   */
  public SourceMap(List<Origin> origins, YamlNode source) {
    this.origins =
        origins.stream()
            .sorted(Comparator.comparing(Origin::file).thenComparing(Origin::firstLine))
            .toList();
    this.places = new Places(source);
  }

  /**
   * What a place in the blueprint makes.
   *
   * @param place the place that was asked for
   * @param nearest the place around it that makes something; the same when it does so itself
   * @param asks what is there because of it
   * @param reads what is there for another reason, and holds a value of it
   */
  public record Effect(Place place, Place nearest, List<Origin> asks, List<Origin> reads) {}

  /** What a place makes; empty when no blueprint has such a place and nothing reads it. */
  public Optional<Effect> effect(String path) {
    String asked = Places.normal(path);
    Place place = places.find(asked);
    if (asked.isEmpty() || (!place.written() && !isKnown(asked))) {
      return Optional.empty();
    }
    String nearest = asked;
    while (!nearest.isEmpty() && !isKnown(nearest)) {
      nearest = parent(nearest);
    }
    String at = nearest;
    List<Origin> asks = origins.stream().filter(o -> isAny(o.paths(), at)).toList();
    List<Origin> reads =
        origins.stream()
            .filter(o -> !asks.contains(o))
            .filter(o -> isAny(o.reads(), at) || isAround(o.reads(), at))
            .toList();
    return Optional.of(new Effect(place, places.find(at), asks, reads));
  }

  private boolean isKnown(String path) {
    return origins.stream().anyMatch(origin -> isAny(origin.places(), path));
  }

  /** Whether one of the paths holds a place: what reads the whole reads the part. */
  private static boolean isAround(List<String> paths, String at) {
    return paths.stream().anyMatch(path -> isAny(List.of(at), path));
  }

  private static boolean isAny(List<String> paths, String at) {
    return !at.isEmpty()
        && paths.stream()
            .anyMatch(p -> p.equals(at) || p.startsWith(at + ".") || p.startsWith(at + "["));
  }

  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 0 ? "" : path.substring(0, end);
  }

  /** The block of an address, as Terraform writes it: {@code aws_subnet.app["a"]} too. */
  public Optional<Origin> address(String address) {
    int index = address.indexOf('[');
    String plain = index < 0 ? address : address.substring(0, index);
    return origins.stream().filter(o -> o.addresses().contains(plain)).findFirst();
  }

  /**
   * What stands at a line of a generated file.
   *
   * @param file its path, or the end of it, or a longer path that ends with it
   * @param line counted from 1; 0 for the whole file
   */
  public List<Origin> line(String file, int line) {
    Optional<String> path = file(file);
    if (path.isEmpty()) {
      return List.of();
    }
    List<Origin> all = origins.stream().filter(o -> o.file().equals(path.get())).toList();
    if (line == 0) {
      return all;
    }
    return all.stream().filter(o -> o.firstLine() <= line && line <= o.lastLine()).toList();
  }

  /** The generated file that a name means, if it means exactly one. */
  public Optional<String> file(String name) {
    String wanted = name.startsWith("./") ? name.substring(2) : name;
    Set<String> fitting = new LinkedHashSet<>();
    for (Origin origin : origins) {
      String file = origin.file();
      if (file.equals(wanted) || ("/" + wanted).endsWith("/" + file)) {
        return Optional.of(file);
      }
      if (!wanted.isEmpty()
          && ("/" + file).endsWith(wanted.startsWith("/") ? wanted : "/" + wanted)) {
        fitting.add(file);
      }
    }
    return fitting.size() == 1 ? Optional.of(fitting.iterator().next()) : Optional.empty();
  }

  /** The places that a part of the output comes from, those that ask first. */
  public List<Place> asking(Origin origin) {
    return origin.paths().stream().map(places::find).toList();
  }

  /** The further places whose values stand in it. */
  public List<Place> read(Origin origin) {
    return origin.reads().stream().map(places::find).toList();
  }

  /** A place. */
  Place place(String path) {
    return places.find(path);
  }

  /** Everything, by file and line. */
  public List<Origin> all() {
    return origins;
  }

  /** The name that was probably meant. */
  public Optional<String> nearest(String asked) {
    Set<String> names = new LinkedHashSet<>(places.all());
    for (Origin origin : origins) {
      names.addAll(origin.places());
      names.addAll(origin.addresses());
      names.add(origin.file());
    }
    Optional<String> near = NearestName.of(Places.normal(asked), names);
    return near.or(() -> sameBeginning(Places.normal(asked)));
  }

  /** For a path that goes on too long: the part of it that is there. */
  private Optional<String> sameBeginning(String asked) {
    List<String> all = new ArrayList<>(places.all());
    for (String path = parent(asked); !path.isEmpty(); path = parent(path)) {
      if (all.contains(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }
}
