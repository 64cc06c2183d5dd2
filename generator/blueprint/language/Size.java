package blueprint.language;

/** An amount of storage in whole gigabytes, as AWS counts them (GiB): {@code 20GB}. */
public record Size(int gigabytes) {
  @Override
  public String toString() {
    return gigabytes + "GB";
  }
}
