package io.rialto.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference of limits says what the classes of limits hold: the same names, and values. */
class LimitsReferenceTest {

  private static final Path ROOT = BuiltPrograms.root();
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_0-9]+)` \\| ([^|]+) \\|.*");

  /** Where all modules' classes are; their programs are built before this module's tests. */
  private static final List<String> MODULES =
      List.of("proto", "raft-node", "quote-proxy", "client", "workloads", "chaos");

  @ParameterizedTest
  @CsvSource({
    "Values of commands, io.rialto.proto.shape.ShapeLimits",
    "The machine, io.rialto.node.machine.MachineLimits",
    "A node, io.rialto.node.ops.Limits",
    "The quote proxy and the simulator, io.rialto.quoteproxy.Limits",
    "The SDK, io.rialto.client.sdk.ClientLimits",
    "Workloads, io.rialto.workloads.WorkloadLimits",
    "Histories, io.rialto.chaos.history.HistoryLimits",
    "The checker, io.rialto.chaos.check.CheckLimits",
  })
  void everyLimitIsInTheReferenceWithItsValue(String section, String type) throws Exception {
    assertThat(documented(section)).isEqualTo(held(type));
  }

  private static Map<String, String> documented(String section) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(ROOT.resolve("docs/reference/limits.md"))) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + section);
      }
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        rows.put(row.group(1), row.group(2).strip());
      }
    }
    return rows;
  }

  private static Map<String, String> held(String type)
      throws IOException, ReflectiveOperationException {
    URL[] places = new URL[MODULES.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = ROOT.resolve(MODULES.get(i)).resolve("target/classes").toUri().toURL();
    }
    Map<String, String> limits = new TreeMap<>();
    try (URLClassLoader classes = new URLClassLoader(places, null)) {
      for (Field field : classes.loadClass(type).getDeclaredFields()) {
        boolean isNumber = field.getType().isPrimitive() || field.getType() == Duration.class;
        if (Modifier.isStatic(field.getModifiers()) && isNumber) {
          field.setAccessible(true);
          limits.put(field.getName(), shown(field.get(null)));
        }
      }
    }
    return limits;
  }

  private static String shown(Object value) {
    if (value instanceof Duration duration) {
      boolean whole = duration.toMillisPart() == 0;
      return whole
          ? numbered(duration.toSeconds()) + " seconds"
          : numbered(duration.toMillis()) + " millis";
    }
    return value instanceof Number number && number.doubleValue() == number.longValue()
        ? numbered(number.longValue())
        : value.toString();
  }

  private static String numbered(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
