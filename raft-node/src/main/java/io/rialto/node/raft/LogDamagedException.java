package io.rialto.node.raft;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The Raft log holds damage that no crash explains: entries that this node has promised to keep may
 * be gone, so it must neither vote nor serve.
 */
public final class LogDamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  LogDamagedException(Path file, long offset, String what) {
    super(
        "the log is damaged: "
            + file
            + " at byte "
            + offset
            + ": "
            + what
            + ". A torn end would have been repaired; this is none, so entries that this node has"
            + " acknowledged may be gone. Keep a copy of the node's data directory, remove it, and"
            + " start the node with --bootstrap while a majority of the others is up: they send it"
            + " everything");
  }
}
