package io.rialto.node.machine;

import java.util.List;

/** The stored form of one entry's audit events: the values of the AUDIT table. */
public final class AuditBlocks {

  private AuditBlocks() {}

  /** The events of a block, in log order. */
  public static List<AuditEvent> decode(byte[] block) {
    throw new UnsupportedOperationException();
  }
}
