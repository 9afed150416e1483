package io.rialto.chaos.check;

import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One call of the history with its answer, and where the audit log has it. A million of them are
 * kept, so it has few fields. Not thread-safe.
 */
final class Operation {

  /** The time of what never happened. */
  static final long NEVER = Long.MAX_VALUE;

  final long id;
  final String client;
  final String process;
  final Call call;
  final long invokedNanos;
  long returnedNanos = NEVER;
  long handedNanos = NEVER;

  /** Null if there was none. */
  Answer answer;

  /** The place of its command in the audit log, from 1 on; 0 if it was not applied. */
  int position;

  /** How often the audit log has its command as refused for the state of its session. */
  int refusals;

  /** Another call with the same command, sent by hand; null if there is none. */
  Operation sameNumber;

  /** What resolves of its sequence answered; null if there was none. */
  List<Operation> resolves;

  /** Of a read of all accounts: the accounts. */
  List<SummaryReply> accounts;

  Operation(long id, String client, String process, Call call, long invokedNanos) {
    this.id = id;
    this.client = client;
    this.process = process;
    this.call = call;
    this.invokedNanos = invokedNanos;
  }

  /** The command; null if it is no command. */
  Command command() {
    if (call instanceof Call.Submit submit) {
      return submit.command();
    }
    return call instanceof Call.Request request ? request.command() : null;
  }

  /** What became of a command or a resolve; null if it was not answered, or is a read. */
  CommandResult result() {
    return answer instanceof Answer.OfCommand command ? command.result() : null;
  }

  /** The first reply that says what the command's result is, its own or a resolve's; else null. */
  Reply settledReply() {
    CommandResult own = result();
    if (own != null && Settled.inLog(own)) {
      return own.reply();
    }
    if (resolves != null) {
      for (Operation resolve : resolves) {
        if (Settled.inLog(resolve.result())) {
          return resolve.result().reply();
        }
      }
    }
    return null;
  }

  /** Whether a resolve settled that its command never applies. */
  boolean isCancelled() {
    return resolves != null
        && resolves.stream()
            .anyMatch(each -> each.result().reply().getCode() == ResultCode.CANCELLED);
  }

  /** The log index that the answer shows; 0 if none. */
  long logIndexSeen() {
    if (answer instanceof Answer.OfCommand command) {
      return command.result().reply().getLogIndex();
    }
    if (answer instanceof Answer.OfRead read) {
      return read.reply().getLogIndex();
    }
    return answer instanceof Answer.OfReadAll all ? all.logIndex() : 0;
  }

  /** Of a read; null of others. */
  Consistency consistency() {
    if (call instanceof Call.Read read) {
      return read.consistency();
    }
    return call instanceof Call.ReadAll all ? all.consistency() : null;
  }

  void resolvedBy(Operation resolve) {
    if (resolves == null) {
      resolves = new ArrayList<>(1);
    }
    resolves.add(resolve);
  }

  /** For people: who, what, when, and what came. */
  String describe() {
    StringBuilder text = new StringBuilder(client).append(" (").append(process).append("): ");
    describeCall(text);
    text.append(", called at ").append(seconds(invokedNanos));
    if (answer == null) {
      return text.append(", never answered").toString();
    }
    text.append(", answered at ").append(seconds(returnedNanos)).append(": ");
    describeAnswer(text);
    return text.toString();
  }

  private void describeCall(StringBuilder text) {
    Command command = command();
    if (command != null) {
      text.append("command ").append(command.getNumber()).append(' ').append(command.getKind());
      append(text, " ", command.getUser());
      append(text, " ", command.getSymbol());
      if (command.getAmountCents() != 0) {
        text.append(' ').append(Money.format(command.getAmountCents()));
      }
    } else if (call instanceof Call.Resolve resolve) {
      text.append("resolve of ").append(resolve.session()).append('/').append(resolve.sequence());
    } else if (call instanceof Call.Read read) {
      text.append(consistency().name().toLowerCase(Locale.ROOT)).append(" read of ");
      text.append(read.user());
    } else {
      text.append(consistency().name().toLowerCase(Locale.ROOT)).append(" read of all accounts");
    }
  }

  private void describeAnswer(StringBuilder text) {
    CommandResult result = result();
    if (result != null) {
      text.append(result.kind().name().toLowerCase(Locale.ROOT));
      append(text, " ", result.reply().getMessage());
      if (result.session() != 0) {
        text.append(", session ").append(result.session());
        text.append(" sequence ").append(result.sequence());
      }
    } else {
      text.append("an account");
    }
    if (logIndexSeen() != 0) {
      text.append(", log index ").append(logIndexSeen());
    }
  }

  private static void append(StringBuilder text, String before, String part) {
    if (!part.isEmpty()) {
      text.append(before).append(part);
    }
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f s", nanos / 1e9);
  }
}
