package io.rialto.client.cli;

import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** The verbs of this module, for the program that puts all verbs together. */
public final class TradingCommands {

  private TradingCommands() {}

  /** Fresh picocli command specifications, to be added as subcommands under their own names. */
  public static List<Object> all() {
    List<Object> verbs = new ArrayList<>();
    for (TradingVerb.Shape shape : TradingVerb.SHAPES) {
      verbs.add(TradingVerb.spec(shape));
    }
    verbs.add(spec(SummaryVerb::new));
    verbs.add(spec(DumplogVerb::new));
    return verbs;
  }

  /** The verb that sends a command: {@code COMMIT_BUY} is {@code commit-buy}. */
  static String verbOf(CommandKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static CommandSpec spec(Supplier<Object> verb) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(verb.get());
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
    spec.usageMessage().exitCodeList(exitCodes());
    return spec;
  }

  static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String line : ExitCodes.LIST) {
      codes.put(line.substring(0, 1), line.substring(2));
    }
    return codes;
  }
}
