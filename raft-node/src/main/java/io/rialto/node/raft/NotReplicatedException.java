package io.rialto.node.raft;

/** An entry was not acknowledged. */
public final class NotReplicatedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean mayStillApply;

  public NotReplicatedException(String message, boolean mayStillApply, Throwable cause) {
    super(message, cause);
    this.mayStillApply = mayStillApply;
  }

  /** False: it never reached the log. True: it may have been, or may still be, applied. */
  public boolean mayStillApply() {
    return mayStillApply;
  }
}
