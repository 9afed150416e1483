package io.rialto.chaos.cluster;

/** The way from one node to another, in this direction alone; nodes are named by id. */
public record Way(String from, String to) {

  public Way {
    if (from.equals(to)) {
      throw new IllegalArgumentException("there is no way from " + from + " to itself");
    }
  }

  Way back() {
    return new Way(to, from);
  }

  @Override
  public String toString() {
    return from + "->" + to;
  }
}
