package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

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

  /** The distinct users of a block's events. */
  static List<String> users(byte[] block) {
    RowDecoder decoder = new RowDecoder(block);
    requireFormat(decoder);
    decoder.number();
    decoder.text();
    return decodeUsers(decoder);
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

  /** Writes the block of one entry's events while they happen. */
  static final class Writer {
    private final Moment moment;
    private final LinkedHashMap<String, AuditedUser> users = new LinkedHashMap<>();
    private final RowEncoder events = new RowEncoder();
    private int count;

    Writer(Moment moment) {
      this.moment = moment;
    }

    boolean isEmpty() {
      return count == 0;
    }

    /** Users of events, each once, in the order of their first event. */
    Set<String> users() {
      return users.keySet();
    }

    /** The user of events; whoever asks writes one, for the block names the user from now on. */
    AuditedUser user(String name) {
      AuditedUser known = users.get(name);
      if (known != null) {
        return known;
      }
      AuditedUser first = new AuditedUser(moment.index(), users.size());
      users.put(name, first);
      return first;
    }

    void command(long number, AuditedUser user, Command command) {
      begin(USER_COMMAND, user, number);
      events.byte1(command.kind().number()).text(command.symbol());
      events.text(command.filename()).number(command.amountCents());
    }

    void rejected(long number, AuditedUser user, Command command, String message) {
      begin(ERROR_EVENT, user, number);
      events.byte1(command.kind().number()).text(command.symbol()).text(command.filename());
      events.number(command.amountCents()).text(message);
    }

    void quote(long number, AuditedUser user, Quote quote, long timeMillis) {
      begin(QUOTE_SERVER, user, number);
      events.number(timeMillis).text(quote.proxyName()).number(quote.priceCents());
      events.text(quote.symbol()).number(quote.quoteServerTimeMillis()).text(quote.cryptokey());
    }

    void cash(long number, boolean added, AuditedUser user, long cents) {
      begin(added ? CASH_ADDED : CASH_REMOVED, user, number);
      events.number(cents);
    }

    void system(long number, AuditedUser user, CommandKind kind, String symbol, long cents) {
      begin(SYSTEM_EVENT, user, number);
      events.byte1(kind.number()).text(symbol).number(cents);
    }

    private void begin(int type, AuditedUser user, long number) {
      count++;
      events.byte1(type).number(user.place()).number(number);
    }

    byte[] toBytes() {
      RowEncoder block = new RowEncoder();
      block.byte1(FORMAT_VERSION).number(moment.logTimeMillis()).text(moment.server());
      block.number(users.size());
      users.keySet().forEach(block::text);
      return block.number(count).append(events).toBytes();
    }
  }
}
