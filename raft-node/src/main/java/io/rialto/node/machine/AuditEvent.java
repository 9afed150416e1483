package io.rialto.node.machine;

/** One event of the audit log (SPEC, "Audit log"). Empty texts and zero funds are absent fields. */
public sealed interface AuditEvent {

  /** Log time, but for {@link QuoteServer}, whose time is the proxy's. */
  long timestampMillis();

  /** The node that was leader; for {@link QuoteServer} the proxy's name. */
  String server();

  long transactionNumber();

  /** The user whose log the event belongs to; empty for an administrator's DUMPLOG of everyone. */
  String user();

  record UserCommand(
      long timestampMillis,
      String server,
      long transactionNumber,
      CommandKind command,
      String user,
      String symbol,
      String filename,
      long fundsCents)
      implements AuditEvent {}

  record QuoteServer(
      long timestampMillis,
      String server,
      long transactionNumber,
      long priceCents,
      String symbol,
      String user,
      long quoteServerTimeMillis,
      String cryptokey)
      implements AuditEvent {}

  /** {@code add} or remove. */
  record AccountTransaction(
      long timestampMillis,
      String server,
      long transactionNumber,
      boolean add,
      String user,
      long fundsCents)
      implements AuditEvent {}

  record SystemEvent(
      long timestampMillis,
      String server,
      long transactionNumber,
      CommandKind command,
      String user,
      String symbol,
      long fundsCents)
      implements AuditEvent {}

  record ErrorEvent(
      long timestampMillis,
      String server,
      long transactionNumber,
      CommandKind command,
      String user,
      String symbol,
      String filename,
      long fundsCents,
      String errorMessage)
      implements AuditEvent {}
}
