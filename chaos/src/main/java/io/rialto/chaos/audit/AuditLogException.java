package io.rialto.chaos.audit;

import java.io.IOException;

/**
 * A dump that is no audit log: not XML, cut off, or with elements or values that the schema does
 * not have.
 */
public final class AuditLogException extends IOException {

  private static final long serialVersionUID = 1L;

  AuditLogException(String message) {
    super(message);
  }

  AuditLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
