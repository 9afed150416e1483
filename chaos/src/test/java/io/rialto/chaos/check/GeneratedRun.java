package io.rialto.chaos.check;

import com.google.protobuf.ByteString;
import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.audit.AuditReplay;
import io.rialto.chaos.audit.ModelService;
import io.rialto.chaos.history.Answer;
import io.rialto.chaos.history.Call;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.CommandResult.Kind;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A random run against a faultless service: clients with many commands under way at once, reads,
 * unknown outcomes that are resolved, and clients that die. Repeats from its seed.
 */
final class GeneratedRun {

  static final List<String> NODES = List.of("n1", "n2", "n3");
  private static final int CLIENTS = 6;
  private static final int UNDER_WAY_MAX = 24;

  private enum Fate {
    ANSWERED,
    UNKNOWN_APPLIED,
    UNKNOWN_LOST
  }

  private final class Pending {
    final long operation;
    final String process;
    final Call call;
    final long handed;
    final long session;
    final long sequence;
    Answer answer;
    Fate fate = Fate.ANSWERED;
    Reply hidden;

    Pending(String process, Call call, long session, long sequence) {
      this.operation = ++operations;
      this.process = process;
      this.call = call;
      this.session = session;
      this.sequence = sequence;
      tell(
          new HistoryRecord.Invoked(
              tick(), operation, process.substring(0, process.indexOf('#')), process, call));
      this.handed = tick();
    }
  }

  private final Random random;
  private final RandomOrders orders;
  private final int users;
  private final Consumer<HistoryRecord> records;
  private final ModelService service;
  private final List<Pending> waiting = new ArrayList<>();
  private final List<Pending> applied = new ArrayList<>();
  private final String[] processes = new String[CLIENTS];
  private final Map<String, long[]> sessions = new HashMap<>();
  private long nanos;
  private long operations;
  private long numbers;
  private long lives;

  GeneratedRun(long seed, int users, Consumer<HistoryRecord> records, Consumer<AuditEvent> events) {
    this(seed, users, AuditReplay.SETTLED_PER_ENTRY_MAX, records, events);
  }

  /**
   * @param users few, so that they have much to do with each other
   * @param settledPerEntryMax how much of what is due an entry of the service settles
   */
  GeneratedRun(
      long seed,
      int users,
      int settledPerEntryMax,
      Consumer<HistoryRecord> records,
      Consumer<AuditEvent> events) {
    this.random = new Random(seed);
    this.orders = new RandomOrders(random);
    this.users = users;
    this.records = records;
    this.service = new ModelService(random, settledPerEntryMax, events);
  }

  /** Makes it a run against a service whose readers see what is due as it stands. */
  GeneratedRun showingWhatStands() {
    service.showWhatStands();
    return this;
  }

  private void tell(HistoryRecord line) {
    records.accept(line);
  }

  private long tick() {
    nanos += 1 + random.nextInt(20_000);
    return nanos;
  }

  /** Runs until so many operations have begun, and to a good end. */
  void run(long count) {
    tell(
        new HistoryRecord.RunBegan(0, HistoryRecord.RunBegan.FORMAT_VERSION, 1, 0, NODES, true, 1));
    for (int client = 0; client < CLIENTS; client++) {
      live(client);
    }
    while (operations < count) {
      step();
    }
    while (!waiting.isEmpty() || !applied.isEmpty()) {
      applyOne();
      answerOne();
    }
    readAll();
    service.closeEntry();
    for (String node : NODES) {
      tell(
          new HistoryRecord.AuditTaken(tick(), node, "audit-" + node + ".xml", service.logIndex()));
      tell(status(node));
    }
    tell(new HistoryRecord.RunEnded(tick(), ""));
  }

  private HistoryRecord.NodeSeen status(String node) {
    NodeStatus status =
        NodeStatus.newBuilder()
            .setNodeId(node)
            .setRole(node.equals("n1") ? Role.LEADER : Role.FOLLOWER)
            .setTerm(1)
            .setAppliedLogIndex(service.logIndex())
            .setHash(ByteString.copyFromUtf8("hash"))
            .setHashAt(ByteString.copyFromUtf8("hash"))
            .build();
    return new HistoryRecord.NodeSeen(tick(), node, status, service.logIndex(), true);
  }

  private void live(int client) {
    processes[client] = "c" + client + "#" + ++lives;
    sessions.put(processes[client], new long[] {lives, 0});
  }

  private void step() {
    int choice = random.nextInt(1000);
    if (choice < 400 && waiting.size() + applied.size() < UNDER_WAY_MAX) {
      invoke();
    } else if (choice < 700) {
      applyOne();
    } else if (choice < 995) {
      answerOne();
    } else if (choice < 997) {
      die(random.nextInt(CLIENTS));
    } else if (choice < 998) {
      // A duplicate: the log does not show it.
      service.settle(user());
    } else {
      service.closeEntry();
      service.pass(random.nextInt(40_000));
    }
  }

  private String user() {
    return "u" + random.nextInt(users);
  }

  private void invoke() {
    String process = processes[random.nextInt(CLIENTS)];
    int choice = random.nextInt(10);
    if (choice < 8) {
      Command command = orders.next(user()).toBuilder().setNumber(++numbers).build();
      long[] session = sessions.get(process);
      waiting.add(new Pending(process, new Call.Submit(command), session[0], ++session[1]));
    } else if (choice < 9) {
      Consistency consistency = Consistency.forNumber(random.nextInt(3));
      waiting.add(new Pending(process, new Call.Read(user(), consistency), 0, 0));
    } else {
      Command command = orders.next(user()).toBuilder().setNumber(++numbers).build();
      waiting.add(new Pending(process, new Call.Request("r" + numbers, command), 0, 0));
    }
  }

  private void applyOne() {
    if (waiting.isEmpty()) {
      return;
    }
    int at = random.nextInt(waiting.size());
    Pending pending = firstOfItsUser(waiting.get(at));
    waiting.remove(pending);
    applied.add(pending);
    if (pending.call instanceof Call.Submit submit) {
      apply(pending, submit.command());
    } else if (pending.call instanceof Call.Request request) {
      pending.answer = answer(pending, service.apply(request.command()));
    } else if (pending.call instanceof Call.Read read) {
      pending.answer = new Answer.OfRead(service.read(read.user()));
      service.closeEntry();
    }
  }

  /** A process's commands for a user are applied in the order in which they were sent. */
  private Pending firstOfItsUser(Pending chosen) {
    if (chosen.call instanceof Call.Submit submit) {
      for (Pending other : waiting) {
        if (other.process.equals(chosen.process)
            && other.call instanceof Call.Submit earlier
            && earlier.command().getUser().equals(submit.command().getUser())) {
          return other;
        }
      }
    }
    return chosen;
  }

  private void apply(Pending pending, Command command) {
    int luck = random.nextInt(100);
    if (luck < 2) {
      pending.fate = Fate.UNKNOWN_LOST;
    } else {
      pending.fate = luck < 4 ? Fate.UNKNOWN_APPLIED : Fate.ANSWERED;
      pending.hidden = service.apply(command);
    }
    pending.answer =
        pending.fate == Fate.ANSWERED
            ? answer(pending, pending.hidden)
            : new Answer.OfCommand(
                new CommandResult(
                    Kind.UNKNOWN,
                    Reply.newBuilder()
                        .setCode(ResultCode.UNKNOWN_OUTCOME)
                        .setMessage("no reply")
                        .build(),
                    pending.session,
                    pending.sequence,
                    2));
  }

  private static Answer answer(Pending pending, Reply reply) {
    Kind kind = reply.getCode() == ResultCode.OK ? Kind.DONE : Kind.REJECTED;
    return new Answer.OfCommand(
        new CommandResult(kind, reply, pending.session, pending.sequence, 1));
  }

  private void answerOne() {
    if (applied.isEmpty()) {
      return;
    }
    service.closeEntry();
    Pending pending = applied.remove(random.nextInt(applied.size()));
    tell(new HistoryRecord.Returned(tick(), pending.operation, pending.handed, pending.answer));
    if (pending.fate != Fate.ANSWERED) {
      resolve(pending.process, pending);
    }
  }

  private void resolve(String process, Pending unknown) {
    Pending resolve =
        new Pending(process, new Call.Resolve(unknown.session, unknown.sequence), 0, 0);
    Reply reply = unknown.hidden;
    if (reply == null) {
      service.pass(0);
      reply =
          Reply.newBuilder()
              .setCode(ResultCode.CANCELLED)
              .setMessage("CANCELLED")
              .setLogIndex(service.logIndex())
              .build();
    }
    Kind kind = reply.getCode() == ResultCode.OK ? Kind.DONE : Kind.REJECTED;
    tell(
        new HistoryRecord.Returned(
            tick(),
            resolve.operation,
            resolve.handed,
            new Answer.OfCommand(
                new CommandResult(kind, reply, unknown.session, unknown.sequence, 1))));
  }

  /**
   * Of what the client had under way, some is applied, some is not, and nothing is answered; its
   * next life resolves some of it.
   */
  private void die(int client) {
    String process = processes[client];
    tell(new HistoryRecord.ProcessEnded(tick(), process, true));
    List<Pending> unheard = new ArrayList<>();
    for (Pending pending : applied) {
      if (pending.process.equals(process) && pending.call instanceof Call.Submit) {
        unheard.add(pending);
      }
    }
    applied.removeIf(pending -> pending.process.equals(process));
    for (Pending pending : List.copyOf(waiting)) {
      if (pending.process.equals(process)) {
        waiting.remove(pending);
        if (pending.call instanceof Call.Submit submit) {
          pending.hidden = random.nextBoolean() ? service.apply(submit.command()) : null;
          unheard.add(pending);
        }
      }
    }
    live(client);
    service.closeEntry();
    for (Pending pending : unheard) {
      tell(new HistoryRecord.SentAs(tick(), pending.operation, pending.session, pending.sequence));
      if (random.nextBoolean()) {
        resolve(processes[client], pending);
      }
    }
  }

  private void readAll() {
    service.closeEntry();
    service.pass(1);
    Pending read = new Pending(processes[0], new Call.ReadAll(Consistency.STRICT), 0, 0);
    for (SummaryReply reply : service.readAll()) {
      tell(new HistoryRecord.AccountRead(tick(), read.operation, reply));
    }
    tell(
        new HistoryRecord.Returned(
            tick(), read.operation, read.handed, new Answer.OfReadAll(service.logIndex(), "")));
  }
}
