package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The stored form of one entry's audit events: the values of the AUDIT table.
 *
 * <p>A block begins with its format version, then what its events share: log time, server and the
 * users in the order of their first event. An event is its type and its fields; its user is the
 * place in that list.
 */
public final class AuditBlocks {
  private static final int FORMAT_VERSION = 1;

  private static final int USER_COMMAND = 1;
  private static final int QUOTE_SERVER = 2;
  private static final int CASH_ADDED = 3;
  private static final int CASH_REMOVED = 4;
  private static final int SYSTEM_EVENT = 5;
  private static final int ERROR_EVENT = 6;

  private AuditBlocks() {}

  /**
   * The block of one entry's events, all but quotes of the same log time and server.
   *
   * @param users of the events
   */
  static byte[] encode(Moment moment, List<String> users, List<AuditEvent> events) {
    LinkedHashMap<String, Integer> places = new LinkedHashMap<>();
    RowEncoder encoder =
        new RowEncoder()
            .byte1(FORMAT_VERSION)
            .number(moment.logTimeMillis())
            .text(moment.server())
            .number(users.size());
    for (String user : users) {
      places.put(user, places.size());
      encoder.text(user);
    }
    encoder.number(events.size());
    for (AuditEvent event : events) {
      encode(encoder, places.get(event.user()), event);
    }
    return encoder.toBytes();
  }

  /** The distinct users of some events, in the order of their first event. */
  static List<String> users(List<AuditEvent> events) {
    LinkedHashSet<String> users = new LinkedHashSet<>();
    for (AuditEvent event : events) {
      users.add(event.user());
    }
    return List.copyOf(users);
  }

  /** The distinct users of a block's events. */
  static List<String> users(byte[] block) {
    RowDecoder decoder = new RowDecoder(block);
    requireFormat(decoder);
    decoder.number();
    decoder.text();
    return decodeUsers(decoder);
  }

  private static void encode(RowEncoder encoder, int user, AuditEvent event) {
    if (event instanceof AuditEvent.UserCommand command) {
      encoder.byte1(USER_COMMAND).number(user).number(command.transactionNumber());
      encoder.byte1(command.command().number()).text(command.symbol());
      encoder.text(command.filename()).number(command.fundsCents());
    } else if (event instanceof AuditEvent.QuoteServer quote) {
      encoder.byte1(QUOTE_SERVER).number(user).number(quote.transactionNumber());
      encoder.number(quote.timestampMillis()).text(quote.server()).number(quote.priceCents());
      encoder.text(quote.symbol()).number(quote.quoteServerTimeMillis()).text(quote.cryptokey());
    } else if (event instanceof AuditEvent.AccountTransaction cash) {
      encoder.byte1(cash.add() ? CASH_ADDED : CASH_REMOVED).number(user);
      encoder.number(cash.transactionNumber()).number(cash.fundsCents());
    } else if (event instanceof AuditEvent.SystemEvent system) {
      encoder.byte1(SYSTEM_EVENT).number(user).number(system.transactionNumber());
      encoder.byte1(system.command().number()).text(system.symbol()).number(system.fundsCents());
    } else if (event instanceof AuditEvent.ErrorEvent error) {
      encoder.byte1(ERROR_EVENT).number(user).number(error.transactionNumber());
      encoder.byte1(error.command().number()).text(error.symbol()).text(error.filename());
      encoder.number(error.fundsCents()).text(error.errorMessage());
    } else {
      throw new IllegalStateException("no stored form for " + event);
    }
  }

  /**
   * The events of a block, in log order. Throws {@link IllegalStateException} on a damaged block.
   */
  public static List<AuditEvent> decode(byte[] block) {
    RowDecoder decoder = new RowDecoder(block);
    requireFormat(decoder);
    long time = decoder.number();
    String server = decoder.text();
    List<String> users = decodeUsers(decoder);
    List<AuditEvent> events = new ArrayList<>();
    for (long count = decoder.number(); count > 0; count--) {
      events.add(decodeEvent(decoder, time, server, users));
    }
    decoder.end();
    return events;
  }

  private static void requireFormat(RowDecoder decoder) {
    int version = decoder.byte1();
    if (version != FORMAT_VERSION) {
      throw new IllegalStateException("an audit block of unknown format " + version);
    }
  }

  private static List<String> decodeUsers(RowDecoder decoder) {
    List<String> users = new ArrayList<>();
    for (long count = decoder.number(); count > 0; count--) {
      users.add(decoder.text());
    }
    return users;
  }

  private static AuditEvent decodeEvent(
      RowDecoder decoder, long time, String server, List<String> users) {
    int type = decoder.byte1();
    String user = users.get((int) decoder.number());
    long number = decoder.number();
    return switch (type) {
      case USER_COMMAND -> decodeCommand(decoder, time, server, number, user);
      case QUOTE_SERVER -> decodeQuote(decoder, number, user);
      case CASH_ADDED ->
          new AuditEvent.AccountTransaction(time, server, number, true, user, decoder.number());
      case CASH_REMOVED ->
          new AuditEvent.AccountTransaction(time, server, number, false, user, decoder.number());
      case SYSTEM_EVENT ->
          new AuditEvent.SystemEvent(
              time,
              server,
              number,
              CommandKind.of(decoder.byte1()),
              user,
              decoder.text(),
              decoder.number());
      case ERROR_EVENT -> decodeError(decoder, time, server, number, user);
      default -> throw new IllegalStateException("an audit event of unknown type " + type);
    };
  }

  private static AuditEvent decodeCommand(
      RowDecoder decoder, long time, String server, long number, String user) {
    CommandKind kind = CommandKind.of(decoder.byte1());
    return new AuditEvent.UserCommand(
        time, server, number, kind, user, decoder.text(), decoder.text(), decoder.number());
  }

  private static AuditEvent decodeQuote(RowDecoder decoder, long number, String user) {
    long time = decoder.number();
    String proxyName = decoder.text();
    long priceCents = decoder.number();
    String symbol = decoder.text();
    return new AuditEvent.QuoteServer(
        time, proxyName, number, priceCents, symbol, user, decoder.number(), decoder.text());
  }

  private static AuditEvent decodeError(
      RowDecoder decoder, long time, String server, long number, String user) {
    CommandKind kind = CommandKind.of(decoder.byte1());
    String symbol = decoder.text();
    String filename = decoder.text();
    long cents = decoder.number();
    return new AuditEvent.ErrorEvent(
        time, server, number, kind, user, symbol, filename, cents, decoder.text());
  }
}
