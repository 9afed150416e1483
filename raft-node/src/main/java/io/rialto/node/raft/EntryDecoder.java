package io.rialto.node.raft;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Quote;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.trading.SessionCommand;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what is in the log into what the machine takes. One thread at a time. */
final class EntryDecoder {
  private static final int FORMAT_VERSION = 1;

  /** So many symbols are shared; the names of others are kept by each who needs them. */
  private static final int SYMBOLS_MAX = 4_096;

  private final Map<String, String> symbols = new HashMap<>();

  /**
   * Throws {@link IllegalStateException} if the entry has a format that this version does not know;
   * one of its operations does when it is asked for, if it is of unknown kind.
   */
  Entry decode(long index, long term, LogEntry logged) {
    if (logged.getFormatVersion() != FORMAT_VERSION) {
      throw new IllegalStateException(
          "entry "
              + index
              + " has format version "
              + logged.getFormatVersion()
              + ", this version reads "
              + FORMAT_VERSION);
    }
    List<Quote> quotes = new ArrayList<>(logged.getQuotesCount());
    for (LoggedQuote quote : logged.getQuotesList()) {
      quotes.add(quote(quote));
    }
    return new Entry(
        index,
        term,
        logged.getServer(),
        logged.getStampMillis(),
        quotes,
        new Operations(index, logged.getOperationsList()));
  }

  /**
   * An entry's operations, each decoded when it is asked for: of an entry with thousands, the first
   * would have left the processor's caches when the last is decoded.
   */
  private final class Operations extends AbstractList<Operation> {
    private final long index;
    private final List<LoggedOperation> logged;

    Operations(long index, List<LoggedOperation> logged) {
      this.index = index;
      this.logged = logged;
    }

    @Override
    public Operation get(int place) {
      return operation(index, logged.get(place));
    }

    @Override
    public int size() {
      return logged.size();
    }
  }

  private Quote quote(LoggedQuote quote) {
    return new Quote(
        shared(quote.getSymbol()),
        quote.getPriceCents(),
        quote.getUser(),
        quote.getNumber(),
        quote.getForOperation(),
        quote.getTimeMillis(),
        quote.getQuoteServerTimeMillis(),
        quote.getCryptokey(),
        quote.getProxyName(),
        quote.getKeyId(),
        quote.getSignature().toByteArray());
  }

  private Operation operation(long index, LoggedOperation logged) {
    return switch (logged.getOperationCase()) {
      case SESSION_COMMAND -> sessionCommand(logged.getSessionCommand(), logged.getCaller());
      case REQUEST_COMMAND ->
          new Operation.RequestCommand(
              logged.getRequestCommand().getRequestId(),
              logged.getCaller(),
              command(logged.getRequestCommand().getCommand()));
      case OPEN_SESSION -> new Operation.OpenSession();
      case RESOLVE ->
          new Operation.Resolve(
              logged.getResolve().getSession(),
              logged.getResolve().getSequence(),
              logged.getResolve().getLowestUnanswered());
      case OPERATION_NOT_SET ->
          throw new IllegalStateException("entry " + index + " has an operation of unknown kind");
    };
  }

  private Operation sessionCommand(SessionCommand logged, String caller) {
    return new Operation.SessionCommand(
        logged.getSession(),
        logged.getSequence(),
        logged.getLowestUnanswered(),
        logged.getPredecessor(),
        caller,
        command(logged.getCommand()));
  }

  private Command command(io.rialto.proto.trading.Command logged) {
    return new Command(
        CommandKind.of(logged.getKindValue()),
        logged.getUser(),
        shared(logged.getSymbol()),
        logged.getAmountCents(),
        logged.getFilename(),
        logged.getNumber());
  }

  /**
   * One object for each symbol: thousands of accounts name the same hundred, and what all of them
   * share stays in the processor's caches.
   */
  private String shared(String symbol) {
    String known = symbols.get(symbol);
    if (known != null) {
      return known;
    }
    if (symbols.size() < SYMBOLS_MAX) {
      symbols.put(symbol, symbol);
    }
    return symbol;
  }
}
