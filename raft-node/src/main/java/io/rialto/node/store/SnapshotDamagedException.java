package io.rialto.node.store;

import java.io.IOException;
import java.nio.file.Path;

/** A snapshot that was complete once cannot be used any more. */
public final class SnapshotDamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  public SnapshotDamagedException(Path snapshot, String what, Throwable cause) {
    super(
        "snapshot "
            + snapshot
            + " is damaged: "
            + what
            + ". Keep a copy of the node's data directory, remove it, and start the node with"
            + " --bootstrap while a majority of the others is up: they send it everything",
        cause);
  }
}
