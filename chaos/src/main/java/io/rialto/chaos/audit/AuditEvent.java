package io.rialto.chaos.audit;

import io.rialto.proto.trading.CommandKind;

/**
 * One event of an audit log, as its XML has it (SPEC, "Audit log"). Money in cents, times in
 * milliseconds; absent texts are empty and absent funds zero.
 */
public sealed interface AuditEvent {

  long timestampMillis();

  String server();

  /** The transaction number: a workload's line number, or the service's own. */
  long number();

  String user();

  /** A command as it was sent, also a rejected one. */
  record UserCommand(
      long timestampMillis,
      String server,
      long number,
      CommandKind command,
      String user,
      String symbol,
      String filename,
      long fundsCents)
      implements AuditEvent {}

  /** A price that entered the log. */
  record QuoteServer(
      long timestampMillis,
      String server,
      long number,
      long priceCents,
      String symbol,
      String user,
      long quoteServerTimeMillis,
      String cryptokey)
      implements AuditEvent {}

  /** A change of a user's cash: {@code add} or else remove. */
  record AccountTransaction(
      long timestampMillis, String server, long number, boolean add, String user, long fundsCents)
      implements AuditEvent {}

  /** A trigger that fired, or a pending order that expired. */
  record SystemEvent(
      long timestampMillis,
      String server,
      long number,
      CommandKind command,
      String user,
      String symbol,
      long fundsCents)
      implements AuditEvent {}

  /** A rejection. */
  record ErrorEvent(
      long timestampMillis,
      String server,
      long number,
      CommandKind command,
      String user,
      String symbol,
      String filename,
      long fundsCents,
      String errorMessage)
      implements AuditEvent {}
}
