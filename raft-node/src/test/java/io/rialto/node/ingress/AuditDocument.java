package io.rialto.node.ingress;

import io.rialto.node.machine.AuditBlocks;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;

/** Everyone's audit log as a dump has it, for tests of other packages. */
public final class AuditDocument {

  private AuditDocument() {}

  public static String of(StateReader state) {
    StringBuilder text = new StringBuilder(AuditXml.HEAD);
    AuditXml xml = new AuditXml(text);
    state.scan(
        Table.AUDIT,
        new byte[0],
        null,
        (key, block) -> {
          AuditBlocks.decode(block).forEach(xml::write);
          return true;
        });
    return text.append(AuditXml.FOOT).toString();
  }
}
