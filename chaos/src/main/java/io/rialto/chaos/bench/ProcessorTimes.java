package io.rialto.chaos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the threads of a process have used of the processors, from Linux's {@code /proc}; empty on
 * other systems. Threads that have ended are not in it.
 *
 * @param ticks by thread, and which name it has
 */
record ProcessorTimes(Map<Integer, Thread> ticks) {

  /** A hundredth of a second, on every Linux that Java runs on. */
  private static final long MICROS_PER_TICK = 10_000;

  /** Of {@code stat}, counted from the field after the name. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  record Thread(String name, long ticks) {}

  static ProcessorTimes of(long processId) {
    Map<Integer, Thread> threads = new HashMap<>();
    Path tasks = Path.of("/proc", Long.toString(processId), "task");
    if (Files.isDirectory(tasks)) {
      try (Stream<Path> each = Files.list(tasks)) {
        each.forEach(task -> add(task, threads));
      } catch (IOException ended) {
        return new ProcessorTimes(Map.of());
      }
    }
    return new ProcessorTimes(Map.copyOf(threads));
  }

  private static void add(Path task, Map<Integer, Thread> threads) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
      threads.put(Integer.valueOf(task.getFileName().toString()), new Thread(name, ticks));
    } catch (IOException ended) {
      // A thread that is no more.
    }
  }

  /** What was used since an earlier look, in µs, by threads' names without their numbers. */
  Map<String, Long> microsSince(ProcessorTimes earlier) {
    Map<String, Long> micros = new HashMap<>();
    ticks.forEach(
        (id, thread) -> {
          Thread before = earlier.ticks.get(id);
          long used = thread.ticks - (before == null ? 0 : before.ticks);
          micros.merge(withoutNumbers(thread.name), used * MICROS_PER_TICK, Long::sum);
        });
    return micros;
  }

  private static String withoutNumbers(String name) {
    return name.replaceAll("[-#]?\\d+$", "").strip();
  }
}
