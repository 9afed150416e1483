package io.rialto.chaos.bench;

import java.io.IOException;

/** Something could not be measured; the message says why. */
public final class BenchException extends IOException {
  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }
}
