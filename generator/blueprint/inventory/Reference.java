package blueprint.inventory;

/**
 * A value that is taken from another part.
 *
 * @param address the part: {@code aws_vpc.main}, {@code local.tags}, {@code Vpc}; without an index
 *     it means every instance
 * @param attribute the first word of what is taken from it; empty for the part itself
 */
public record Reference(String address, String attribute) {}
