package io.rialto.node.store;

/** The state's files cannot be read or written; nobody but the fail-stop catches it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
