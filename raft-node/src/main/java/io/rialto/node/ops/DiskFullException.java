package io.rialto.node.ops;

import java.io.IOException;

/** There is not room enough on the disk for a node to run. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  DiskFullException(String message) {
    super(message);
  }
}
