package io.rialto.chaos.bench;

import io.rialto.proto.trading.Command;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.WorkloadCommand;
import io.rialto.workloads.WorkloadGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands in the real workloads' mix, made before the load begins, so that making them costs no
 * processor while it is measured. Each client has its own, with the users of nobody else, and goes
 * round and round in them.
 */
final class CommandRounds {

  private final List<List<Command>> commands = new ArrayList<>();

  /** Makes them. */
  CommandRounds(LoadPlan plan) {
    for (int client = 0; client < plan.clients(); client++) {
      commands.add(new ArrayList<>());
    }
    long count = Math.max(BenchLimits.ROUND_COMMANDS, (long) plan.users() * 2);
    GeneratorOptions options =
        new GeneratorOptions(plan.users(), count, plan.seed(), plan.symbols());
    Map<String, Integer> clientOfUser = new HashMap<>();
    try (WorkloadGenerator generator = new WorkloadGenerator(options)) {
      for (WorkloadCommand line = generator.next(); line != null; line = generator.next()) {
        if (!line.isDumpOfEveryone()) {
          int next = clientOfUser.size() % plan.clients();
          int client = clientOfUser.computeIfAbsent(line.command().getUser(), user -> next);
          commands.get(client).add(line.command());
        }
      }
    }
  }

  /** Those of a client, from 0 on. */
  List<Command> of(int client) {
    return commands.get(client);
  }
}
