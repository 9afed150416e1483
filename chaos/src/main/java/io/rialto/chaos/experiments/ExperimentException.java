package io.rialto.chaos.experiments;

import java.io.IOException;

/** An experiment could not be carried through; the message says why. */
public final class ExperimentException extends IOException {
  private static final long serialVersionUID = 1;

  ExperimentException(String message) {
    super(message);
  }

  ExperimentException(String message, Throwable cause) {
    super(message, cause);
  }
}
