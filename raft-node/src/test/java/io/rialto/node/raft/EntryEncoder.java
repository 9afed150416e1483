package io.rialto.node.raft;

import com.google.protobuf.ByteString;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Quote;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.log.OpenSession;
import io.rialto.proto.log.RequestCommand;
import io.rialto.proto.log.Resolve;
import io.rialto.proto.trading.SessionCommand;

/** The way back of {@link EntryDecoder}: what a leader puts into the log. */
final class EntryEncoder {

  private EntryEncoder() {}

  static LogEntry encode(Entry entry) {
    LogEntry.Builder logged =
        LogEntry.newBuilder()
            .setFormatVersion(1)
            .setServer(entry.server())
            .setStampMillis(entry.stampMillis());
    entry.quotes().forEach(quote -> logged.addQuotes(quote(quote)));
    entry.operations().forEach(operation -> logged.addOperations(operation(operation)));
    return logged.build();
  }

  private static LoggedQuote quote(Quote quote) {
    return LoggedQuote.newBuilder()
        .setSymbol(quote.symbol())
        .setPriceCents(quote.priceCents())
        .setUser(quote.user())
        .setNumber(quote.number())
        .setForOperation(quote.forOperation())
        .setTimeMillis(quote.timeMillis())
        .setQuoteServerTimeMillis(quote.quoteServerTimeMillis())
        .setCryptokey(quote.cryptokey())
        .setProxyName(quote.proxyName())
        .setKeyId(quote.keyId())
        .setSignature(ByteString.copyFrom(quote.signature()))
        .build();
  }

  private static LoggedOperation operation(Operation operation) {
    LoggedOperation.Builder logged = LoggedOperation.newBuilder();
    if (operation instanceof Operation.SessionCommand session) {
      logged
          .setCaller(session.caller())
          .setSessionCommand(
              SessionCommand.newBuilder()
                  .setSession(session.session())
                  .setSequence(session.sequence())
                  .setLowestUnanswered(session.lowestUnanswered())
                  .setPredecessor(session.predecessor())
                  .setCommand(command(session.command())));
    } else if (operation instanceof Operation.RequestCommand request) {
      logged
          .setCaller(request.caller())
          .setRequestCommand(
              RequestCommand.newBuilder()
                  .setRequestId(request.requestId())
                  .setCommand(command(request.command())));
    } else if (operation instanceof Operation.Resolve resolve) {
      logged.setResolve(
          Resolve.newBuilder()
              .setSession(resolve.session())
              .setSequence(resolve.sequence())
              .setLowestUnanswered(resolve.lowestUnanswered()));
    } else {
      logged.setOpenSession(OpenSession.getDefaultInstance());
    }
    return logged.build();
  }

  private static io.rialto.proto.trading.Command command(Command command) {
    return io.rialto.proto.trading.Command.newBuilder()
        .setKindValue(command.kind().number())
        .setUser(command.user())
        .setSymbol(command.symbol())
        .setAmountCents(command.amountCents())
        .setFilename(command.filename())
        .setNumber(command.number())
        .build();
  }
}
