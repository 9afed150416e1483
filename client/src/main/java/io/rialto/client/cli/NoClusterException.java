package io.rialto.client.cli;

/** There is no cluster where the user said, or none was said; the message says what to do. */
final class NoClusterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
