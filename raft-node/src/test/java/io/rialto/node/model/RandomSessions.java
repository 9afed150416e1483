package io.rialto.node.model;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Operation.RequestCommand;
import io.rialto.node.machine.Operation.Resolve;
import io.rialto.node.machine.Operation.SessionCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random operations: mostly proper session commands, and everything that clients do wrong or twice:
 * duplicates, other content under an old sequence or request id, bad predecessors, sequences far
 * ahead and long forgotten, resolves.
 */
final class RandomSessions {

  private static final long UNKNOWN_SESSION = 987_654_321_987L;
  private static final int REQUEST_IDS = 40;

  private static final class Client {
    private final long session;
    private long nextSequence = 1;
    private long lowest = 1;
    private final Map<String, Long> latestOfUser = new HashMap<>();
    private final List<SessionCommand> sent = new ArrayList<>();

    private Client(long session) {
      this.session = session;
    }
  }

  private final Random random;
  private final RandomCommands commands;
  private final MachineLimits limits;
  private final List<Client> clients = new ArrayList<>();
  private final Map<String, Command> requests = new HashMap<>();

  RandomSessions(Random random, RandomCommands commands, MachineLimits limits) {
    this.random = random;
    this.commands = commands;
    this.limits = limits;
  }

  void opened(long session) {
    clients.add(new Client(session));
  }

  Operation next() {
    if (clients.isEmpty()) {
      return random.nextInt(3) == 0 ? new OpenSession() : request();
    }
    // The youngest sessions the most, so that old ones end for want of use.
    int age = Math.min(random.nextInt(clients.size()), random.nextInt(clients.size()));
    Client client = clients.get(clients.size() - 1 - age);
    int dice = random.nextInt(100);
    if (dice < 60) {
      return fresh(client);
    } else if (dice < 72) {
      return again(client);
    } else if (dice < 80) {
      return resolve(client);
    } else if (dice < 83) {
      return new OpenSession();
    } else {
      return request();
    }
  }

  private Operation fresh(Client client) {
    Command command = commands.next();
    if (random.nextInt(50) == 0) {
      return new SessionCommand(UNKNOWN_SESSION, 1, 1, 0, "", command);
    }
    long sequence = client.nextSequence;
    if (random.nextInt(60) == 0) {
      sequence += random.nextInt(2 * limits.sequenceWindow());
    }
    client.nextSequence = sequence + 1;
    client.lowest = lowest(client, sequence);
    long predecessor =
        switch (random.nextInt(20)) {
          case 0 -> random.nextInt((int) sequence + 3);
          case 1, 2 -> 0;
          default -> client.latestOfUser.getOrDefault(command.user(), 0L);
        };
    SessionCommand operation =
        new SessionCommand(
            client.session,
            sequence,
            client.lowest,
            predecessor,
            commands.caller(command),
            command);
    client.latestOfUser.put(command.user(), sequence);
    client.sent.add(operation);
    return operation;
  }

  /** Mostly creeps behind the newest sequence, sometimes lags until the window is full. */
  private long lowest(Client client, long sequence) {
    int window = limits.sequenceWindow();
    long behind = random.nextInt(10) == 0 ? random.nextInt(window) : window / 2;
    return random.nextInt(6) == 0
        ? client.lowest
        : Math.max(client.lowest, Math.max(1, sequence - behind));
  }

  /**
   * An operation of the last ones, or sometimes of long ago, once more: as it was or with other
   * content.
   */
  private Operation again(Client client) {
    if (client.sent.isEmpty()) {
      return fresh(client);
    }
    int back = random.nextInt(random.nextInt(5) == 0 ? client.sent.size() : 12);
    SessionCommand old = client.sent.get(Math.max(0, client.sent.size() - 1 - back));
    Command command = random.nextInt(5) == 0 ? commands.next() : old.command();
    long lowest =
        random.nextBoolean() ? Math.min(old.sequence(), client.lowest) : old.lowestUnanswered();
    return new SessionCommand(
        old.session(), old.sequence(), lowest, old.predecessor(), old.caller(), command);
  }

  private Operation resolve(Client client) {
    if (random.nextBoolean()) {
      return resolveSummary(client);
    }
    long session = random.nextInt(20) == 0 ? UNKNOWN_SESSION : client.session;
    long about = client.nextSequence + random.nextInt(12) - 9;
    long sequence = random.nextInt(20) == 0 ? about + limits.sequenceWindow() : about;
    long lowest = sequence % 4 == 0 ? client.nextSequence : client.lowest;
    return new Resolve(session, Math.max(1, sequence), Math.min(lowest, Math.max(1, sequence)));
  }

  /** Asks for the latest summary once more: its body is made afresh. */
  private Operation resolveSummary(Client client) {
    for (int i = client.sent.size() - 1; i >= 0; i--) {
      SessionCommand sent = client.sent.get(i);
      if (sent.command().kind() == CommandKind.DISPLAY_SUMMARY) {
        return new Resolve(sent.session(), sent.sequence(), 1);
      }
    }
    return request();
  }

  private Operation request() {
    Command command = commands.next();
    String caller = commands.caller(command);
    if (random.nextInt(4) == 0) {
      return new RequestCommand("", caller, command);
    }
    String id = "request-" + random.nextInt(REQUEST_IDS);
    Command old = requests.get(id);
    if (old != null && random.nextInt(4) > 0) {
      return new RequestCommand(id, caller, old);
    }
    requests.put(id, command);
    return new RequestCommand(id, caller, command);
  }
}
