package io.rialto.chaos.history;

import java.io.IOException;

/** A history cannot be read; the message says where and why. */
public final class HistoryException extends IOException {

  private static final long serialVersionUID = 1L;

  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
