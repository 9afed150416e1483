package io.rialto.chaos.check;

import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.chaos.history.HistoryReader;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole history in memory, its calls joined with their answers. About half a kilobyte an
 * operation.
 */
final class HistoryContents {

  final List<Operation> operations = new ArrayList<>();

  /** Commands by transaction number; several calls with the same number are chained. */
  final Map<Long, Operation> byNumber = new HashMap<>();

  final List<HistoryRecord.NodeSeen> statuses = new ArrayList<>();
  final List<HistoryRecord.AuditTaken> audits = new ArrayList<>();
  final Set<String> processesDied = new HashSet<>();
  final Set<String> processes = new HashSet<>();
  final List<HistoryRecord.MemberExited> exits = new ArrayList<>();
  long faults;

  /** Null while none was seen. */
  HistoryRecord.RunBegan began;

  HistoryRecord.RunEnded ended;
  private boolean cut;
  private final List<String> oddities = new ArrayList<>();
  private final Map<Long, Operation> open = new HashMap<>();

  /** By what a resolve names the commands whose clients died before the answer. */
  private final Map<Long, Call.Resolve> unheard = new HashMap<>();

  private HistoryContents() {}

  static HistoryContents read(Path file) throws IOException {
    HistoryContents contents = new HistoryContents();
    contents.cut = HistoryReader.read(file, contents::accept).cut();
    contents.joinResolves();
    return contents;
  }

  private void accept(HistoryRecord line) {
    if (line instanceof HistoryRecord.Invoked invoked) {
      invoke(invoked);
    } else if (line instanceof HistoryRecord.Returned returned) {
      answer(returned);
    } else if (line instanceof HistoryRecord.SentAs sent) {
      unheard.put(sent.operation(), new Call.Resolve(sent.session(), sent.sequence()));
    } else if (line instanceof HistoryRecord.AccountRead read) {
      Operation operation = open.get(read.operation());
      if (operation != null && operation.accounts != null) {
        operation.accounts.add(read.reply());
      }
    } else if (line instanceof HistoryRecord.NodeSeen seen) {
      statuses.add(seen);
    } else if (line instanceof HistoryRecord.AuditTaken taken) {
      audits.add(taken);
    } else if (line instanceof HistoryRecord.ProcessEnded process) {
      if (process.died()) {
        processesDied.add(process.process());
      }
    } else if (line instanceof HistoryRecord.FaultBegan) {
      faults++;
    } else if (line instanceof HistoryRecord.MemberExited exited) {
      exits.add(exited);
    } else if (line instanceof HistoryRecord.RunBegan first) {
      began = first;
    } else if (line instanceof HistoryRecord.RunEnded last) {
      ended = last;
    }
  }

  private void invoke(HistoryRecord.Invoked invoked) {
    Operation operation =
        new Operation(
            invoked.operation(),
            invoked.client(),
            invoked.process(),
            invoked.call(),
            invoked.nanos());
    operations.add(operation);
    processes.add(invoked.process());
    if (open.put(operation.id, operation) != null) {
      oddities.add("operation " + operation.id + " begins twice");
    }
    if (invoked.call() instanceof Call.ReadAll) {
      operation.accounts = new ArrayList<>();
    }
    Command command = operation.command();
    if (command != null) {
      if (command.getNumber() == 0) {
        oddities.add("operation " + operation.id + " is a command without a number");
      }
      operation.sameNumber = byNumber.put(command.getNumber(), operation);
    }
  }

  private void answer(HistoryRecord.Returned returned) {
    Operation operation = open.remove(returned.operation());
    if (operation == null) {
      oddities.add("operation " + returned.operation() + " is answered without having begun");
      return;
    }
    operation.returnedNanos = returned.nanos();
    operation.handedNanos = returned.handedNanos();
    operation.answer = returned.answer();
  }

  /** A resolve speaks of the command that had its session and sequence. */
  private void joinResolves() {
    Map<Call.Resolve, List<Operation>> resolves = new HashMap<>();
    for (Operation operation : operations) {
      if (operation.call instanceof Call.Resolve resolve && operation.result() != null) {
        resolves.computeIfAbsent(resolve, r -> new ArrayList<>()).add(operation);
      }
    }
    if (resolves.isEmpty()) {
      return;
    }
    for (Operation operation : operations) {
      if (operation.call instanceof Call.Submit) {
        resolves.getOrDefault(sentAs(operation), List.of()).forEach(operation::resolvedBy);
      }
    }
  }

  /** Null if that is not known. */
  private Call.Resolve sentAs(Operation operation) {
    CommandResult result = operation.result();
    return result != null && result.session() != 0
        ? new Call.Resolve(result.session(), result.sequence())
        : unheard.get(operation.id);
  }

  /** Whether everything that was sent stands in the history. */
  boolean isWhole() {
    return doubts().isEmpty();
  }

  /** Why not all of the run is in the history, in words. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (cut) {
      doubts.add("the history is cut off: what wrote it was killed");
    }
    if (began == null) {
      doubts.add("the history lacks its first line");
    } else if (began.formatVersion() != HistoryRecord.RunBegan.FORMAT_VERSION) {
      doubts.add("the history is of format " + began.formatVersion() + ", which is not known");
    }
    if (ended == null) {
      doubts.add("the history lacks its last line: the run did not come to its end");
    } else if (!ended.failure().isEmpty()) {
      doubts.add("the run saw what must not be, or did not come to its end: " + ended.failure());
    }
    oddities.stream().limit(CheckLimits.DOUBTS_PER_KIND_MAX).forEach(doubts::add);
    return doubts;
  }

  /** Whether the clients that called still lived when the run was over. */
  boolean diedInTheMiddle(Operation operation) {
    return processesDied.contains(operation.process);
  }

  /** Of a read of all: whether it was carried through. */
  static boolean isWhole(Operation readAll) {
    return readAll.answer instanceof Answer.OfReadAll all && all.failure().isEmpty();
  }
}
