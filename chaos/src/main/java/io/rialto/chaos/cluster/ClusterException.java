package io.rialto.chaos.cluster;

import java.io.IOException;

/** What a cluster could not do; the message is for users and says what to do about it. */
public final class ClusterException extends IOException {

  private static final long serialVersionUID = 1L;

  public ClusterException(String message) {
    super(message);
  }

  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
