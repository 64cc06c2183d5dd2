package blueprint.plan;

import blueprint.language.Blueprint;
import blueprint.language.Cidr;
import blueprint.language.Nat;
import blueprint.language.Tier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How addresses are divided: each tier has a block, each block four slots, each zone a slot. A zone
 * added later takes a free slot, and a tier's block depends on nothing but its own name, so neither
 * renumbers anything that is there.
 */
public final class SubnetLayout {

  /** The zones that a block has room for. */
  public static final List<String> ZONES = List.of("a", "b", "c", "d");

  /** What the subnets of NAT gateways are called when no tier faces the internet. */
  public static final String GATEWAYS = "nat";

  private static final int SLOT_BITS = 2;
  private static final int USUAL_BLOCK = 24;
  private static final int SMALLEST_BLOCK = 25;

  private SubnetLayout() {}

  /** The prefix of a zone's subnet in a block. */
  public static int slotPrefix(Cidr block) {
    return block.prefix() + SLOT_BITS;
  }

  /** The subnets of the first zones, by zone letter. */
  public static Map<String, String> divide(Cidr block, int zones) {
    Map<String, String> subnets = new TreeMap<>();
    for (int i = 0; i < zones; i++) {
      subnets.put(ZONES.get(i), block.part(slotPrefix(block), i).toString());
    }
    return subnets;
  }

  /** Whether NAT gateways need subnets of their own: there are machines, and no public tier. */
  public static boolean gatewaysNeedSubnets(Blueprint blueprint) {
    boolean machines = blueprint.tiers().values().stream().anyMatch(Tier::isMachines);
    boolean open = blueprint.tiers().values().stream().anyMatch(Tier::facesVisitors);
    return blueprint.network().nat().value() != Nat.NONE && machines && !open;
  }

  /** Whether a network is large enough for blocks to be chosen in it. */
  public static boolean canChoose(Cidr network) {
    return blockPrefix(network) <= SMALLEST_BLOCK;
  }

  /** The block of a tier whose addresses are not written: a function of its name alone. */
  public static Cidr choose(Cidr network, String tier) {
    int blocks = 1 << (blockPrefix(network) - network.prefix());
    int number = Math.floorMod(fnv1a(tier), blocks);
    return network.part(blockPrefix(network), number);
  }

  /** A block that overlaps none of those that are taken. */
  public static Cidr free(Cidr network, List<Cidr> taken) {
    int blocks = 1 << (blockPrefix(network) - network.prefix());
    for (int i = 0; i < blocks; i++) {
      Cidr candidate = network.part(blockPrefix(network), i);
      if (taken.stream().noneMatch(candidate::overlaps)) {
        return candidate;
      }
    }
    return network;
  }

  private static int blockPrefix(Cidr network) {
    return network.prefix() <= USUAL_BLOCK - 4 ? USUAL_BLOCK : network.prefix() + 4;
  }

  /** The FNV-1a hash, which is the same on every machine. */
  private static int fnv1a(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return hash ^ (hash >>> 16);
  }
}
