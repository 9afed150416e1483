package io.rialto.chaos.cli;

import java.util.Locale;

/** What a load can be compared with. */
enum LoadPeer {
  /** The engine alone, with entries of the same size and nodes that do nothing with them. */
  NOOP_RATIS,
  /** As many nodes of etcd, with puts of the same shape. */
  ETCD;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
