package io.rialto.chaos.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A network that is torn, by name: which ways between nodes are cut. All others stay as they are.
 */
public record Partition(Set<Way> cuts) {

  public Partition {
    cuts = Set.copyOf(cuts);
  }

  /** One node neither hears the others nor is heard by them. */
  public static Partition alone(Collection<String> nodes, String node) {
    return apart(nodes, Set.of(node));
  }

  /** Two sides that do not hear each other: the ones named, and the rest. */
  public static Partition apart(Collection<String> nodes, Collection<String> oneSide) {
    requireAmong(nodes, oneSide);
    return new Partition(
        ways(nodes).stream()
            .filter(way -> oneSide.contains(way.from()) != oneSide.contains(way.to()))
            .collect(Collectors.toSet()));
  }

  /** One node is not heard by the others, but hears them. */
  public static Partition mute(Collection<String> nodes, String node) {
    requireAmong(nodes, Set.of(node));
    return new Partition(
        ways(nodes).stream().filter(way -> way.from().equals(node)).collect(Collectors.toSet()));
  }

  /** One node does not hear the others, but is heard by them. */
  public static Partition deaf(Collection<String> nodes, String node) {
    return new Partition(
        mute(nodes, node).cuts().stream().map(Way::back).collect(Collectors.toSet()));
  }

  /**
   * One node sees all others, which are torn into two halves that do not see each other: of three
   * nodes the two others, of five two pairs. The halves are taken in the order of the ids.
   */
  public static Partition bridge(Collection<String> nodes, String bridge) {
    requireAmong(nodes, Set.of(bridge));
    List<String> others = new ArrayList<>(new TreeSet<>(nodes));
    others.remove(bridge);
    if (others.size() < 2) {
      throw new IllegalArgumentException("a bridge needs two other nodes at least");
    }
    return apart(others, others.subList(0, others.size() / 2));
  }

  /** Cuts the ways; what was done to them before is replaced. */
  public void cut(Network network) throws ClusterException {
    for (Way way : cuts) {
      network.cut(way.from(), way.to());
    }
  }

  /** All ways between nodes, in both directions. */
  public static Set<Way> ways(Collection<String> nodes) {
    return nodes.stream()
        .flatMap(from -> nodes.stream().filter(to -> !to.equals(from)).map(to -> new Way(from, to)))
        .collect(Collectors.toSet());
  }

  private static void requireAmong(Collection<String> nodes, Collection<String> named) {
    if (!nodes.containsAll(named) || named.isEmpty()) {
      throw new IllegalArgumentException(named + " are not among the nodes " + nodes);
    }
  }
}
