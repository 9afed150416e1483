package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadGeneratorTest {

  /** SPEC, "Workload files": the 100-user file's, in percent. */
  private static final Map<CommandKind, Double> SHARES =
      Map.ofEntries(
          Map.entry(CommandKind.ADD, 11.0),
          Map.entry(CommandKind.QUOTE, 13.2),
          Map.entry(CommandKind.BUY, 13.9),
          Map.entry(CommandKind.COMMIT_BUY, 8.0),
          Map.entry(CommandKind.CANCEL_BUY, 2.4),
          Map.entry(CommandKind.SELL, 6.2),
          Map.entry(CommandKind.COMMIT_SELL, 4.2),
          Map.entry(CommandKind.CANCEL_SELL, 2.0),
          Map.entry(CommandKind.SET_BUY_AMOUNT, 5.0),
          Map.entry(CommandKind.CANCEL_SET_BUY, 2.0),
          Map.entry(CommandKind.SET_BUY_TRIGGER, 8.6),
          Map.entry(CommandKind.SET_SELL_AMOUNT, 4.4),
          Map.entry(CommandKind.SET_SELL_TRIGGER, 7.3),
          Map.entry(CommandKind.CANCEL_SET_SELL, 2.5),
          Map.entry(CommandKind.DISPLAY_SUMMARY, 9.1));

  private static final GeneratorOptions OPTIONS = new GeneratorOptions(100, 100_000, 7, 981);

  @Test
  void commandsHaveTheSharesOfTheRealFile() {
    Map<CommandKind, Integer> counts = new EnumMap<>(CommandKind.class);
    List<Command> commands = generate(OPTIONS);
    commands.forEach(command -> counts.merge(command.getKind(), 1, Integer::sum));
    SHARES.forEach(
        (kind, percent) ->
            assertThat(100.0 * counts.get(kind) / commands.size())
                .as(kind.name())
                .isCloseTo(percent, within(0.4)));
    assertThat(counts.get(CommandKind.DUMPLOG)).isEqualTo(1);
  }

  @Test
  void theSameOptionsMakeTheSameFileAndAnotherSeedAnother() throws IOException {
    GeneratorOptions small = new GeneratorOptions(10, 5_000, 7, 50);
    byte[] first = write(small);
    assertThat(write(small)).isEqualTo(first);
    assertThat(write(new GeneratorOptions(10, 5_000, 8, 50))).isNotEqualTo(first);
  }

  @Test
  void theLastLineIsTheAdministratorsDump() {
    List<Command> commands = generate(OPTIONS);
    assertThat(commands).hasSize(100_000);
    Command last = commands.get(commands.size() - 1);
    assertThat(last.getKind()).isEqualTo(CommandKind.DUMPLOG);
    assertThat(last.getUser()).isEmpty();
    assertThat(last.getNumber()).isEqualTo(100_000);
  }

  @Test
  void everyLineIsReadAgainAsItWasMade() throws IOException {
    GeneratorOptions options = new GeneratorOptions(30, 20_000, 3, 100);
    List<Command> made = generate(options);
    List<Command> read = new ArrayList<>();
    try (WorkloadReader reader = WorkloadReader.of(new ByteArrayInputStream(write(options)))) {
      for (WorkloadLine line = reader.next(); line != null; line = reader.next()) {
        assertThat(line).isInstanceOf(WorkloadCommand.class);
        read.add(((WorkloadCommand) line).command());
      }
    }
    assertThat(read).isEqualTo(made);
  }

  @Test
  void amountsLieWhereTheRealOnesDo() {
    List<Command> commands = generate(OPTIONS);
    List<Long> deposits = amounts(commands, CommandKind.ADD);
    assertThat(deposits).allMatch(cents -> cents >= 1_272_800 && cents <= 13_141_800);
    assertThat(median(deposits)).isCloseTo(6_997_463L, within(100_000L));
    for (CommandKind kind :
        List.of(
            CommandKind.BUY,
            CommandKind.SELL,
            CommandKind.SET_BUY_AMOUNT,
            CommandKind.SET_SELL_AMOUNT)) {
      List<Long> orders = amounts(commands, kind);
      assertThat(orders).allMatch(cents -> cents >= 1 && cents <= 75_000);
      assertThat(median(orders)).as(kind.name()).isCloseTo(37_500L, within(2_500L));
    }
    for (CommandKind kind : List.of(CommandKind.SET_BUY_TRIGGER, CommandKind.SET_SELL_TRIGGER)) {
      List<Long> prices = amounts(commands, kind);
      assertThat(prices).allMatch(cents -> cents >= 2 && cents <= 73_700);
      assertThat(median(prices)).as(kind.name()).isCloseTo(11_150L, within(1_000L));
    }
  }

  @Test
  void usersAndSymbolsAreAsManyAsAskedFor() {
    List<Command> commands = generate(OPTIONS);
    assertThat(distinct(commands, Command::getUser)).hasSize(100);
    assertThat(distinct(commands, Command::getSymbol)).hasSize(981);
    assertThat(distinct(generate(new GeneratorOptions(5, 20_000, 1, 40)), Command::getSymbol))
        .hasSize(40);
  }

  @Test
  void allSymbolsAndAMillionUsersAreDifferent() {
    List<Command> commands = generate(new GeneratorOptions(3, 400_000, 1, 17_576));
    assertThat(distinct(commands, Command::getSymbol)).hasSizeGreaterThan(17_500);
    UserIds ids = new UserIds(WorkloadLimits.USERS_MAX, new Random(1));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ids.count(); i++) {
      seen.add(ids.of(i));
    }
    assertThat(seen).hasSize(WorkloadLimits.USERS_MAX);
  }

  @Test
  void everyUserStartsWithAnAddAndUsersAreInterleaved() {
    List<Command> commands = generate(OPTIONS);
    Map<String, CommandKind> first = new HashMap<>();
    int changes = 0;
    for (int i = 0; i < commands.size() - 1; i++) {
      Command command = commands.get(i);
      first.putIfAbsent(command.getUser(), command.getKind());
      changes += i > 0 && !command.getUser().equals(commands.get(i - 1).getUser()) ? 1 : 0;
    }
    assertThat(first.values()).hasSize(100).containsOnly(CommandKind.ADD);
    // At random among 100 users, the next line is another user's in 99 of 100 cases.
    assertThat(changes).isGreaterThan(98_000);
  }

  @Test
  void aTriggerRightAfterItsAmountNamesItsSymbol() {
    Map<String, Command> previous = new HashMap<>();
    int triggers = 0;
    for (Command command : generate(OPTIONS)) {
      Command before = previous.put(command.getUser(), command);
      if (before != null
          && command.getKind() == CommandKind.SET_BUY_TRIGGER
          && before.getKind() == CommandKind.SET_BUY_AMOUNT) {
        triggers++;
        assertThat(command.getSymbol()).isEqualTo(before.getSymbol());
      }
    }
    assertThat(triggers).isGreaterThan(3_000);
  }

  @Test
  void optionsOutOfBoundsAreRefusedByName() {
    assertThatThrownBy(() -> new GeneratorOptions(0, 1, 1, 1))
        .hasMessage("users 0 is not 1 to 1000000");
    assertThatThrownBy(() -> new GeneratorOptions(1, 0, 1, 1)).hasMessageStartingWith("commands 0");
    assertThatThrownBy(() -> new GeneratorOptions(1, 1, 1, 17_577))
        .hasMessage("symbols 17577 is not 1 to 17576");
  }

  private static List<Command> generate(GeneratorOptions options) {
    List<Command> commands = new ArrayList<>();
    try (WorkloadGenerator generator = new WorkloadGenerator(options)) {
      for (WorkloadCommand line = generator.next(); line != null; line = generator.next()) {
        commands.add(line.command());
      }
    }
    return commands;
  }

  private static byte[] write(GeneratorOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WorkloadGenerator generator = new WorkloadGenerator(options)) {
      WorkloadWriter writer = new WorkloadWriter(out);
      for (WorkloadCommand line = generator.next(); line != null; line = generator.next()) {
        writer.write(line);
      }
      writer.flush();
      assertThat(writer.bytes()).isEqualTo(out.size());
    }
    assertThat(new String(out.toByteArray(), StandardCharsets.US_ASCII)).startsWith("[1] ADD,");
    return out.toByteArray();
  }

  private static List<Long> amounts(List<Command> commands, CommandKind kind) {
    return commands.stream()
        .filter(command -> command.getKind() == kind)
        .map(Command::getAmountCents)
        .toList();
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static Set<String> distinct(List<Command> commands, Function<Command, String> value) {
    return commands.stream().map(value).filter(text -> !text.isEmpty()).collect(Collectors.toSet());
  }
}
