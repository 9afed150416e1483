package io.rialto.chaos.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used since its start, by Linux's {@code /proc}: all its threads, those that
 * have ended among them.
 *
 * @param residentBytes memory that it occupies now, pages shared with others among them
 */
record ProcessUse(long processorMicros, long residentBytes) {

  /** A hundredth of a second, on every Linux that Java runs on. */
  private static final long MICROS_PER_TICK = 10_000;

  /** Of {@code stat}, counted from the field after the name. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final long BYTES_PER_KILOBYTE = 1_024;

  /** Empty on other systems, and if the process has ended. */
  static Optional<ProcessUse> of(long processId) {
    Path folder = Path.of("/proc", Long.toString(processId));
    try {
      return of(
          Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status")));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** From what the two files hold. */
  static Optional<ProcessUse> of(String stat, String status) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    Matcher resident = RESIDENT.matcher(status);
    return resident.find()
        ? Optional.of(
            new ProcessUse(
                ticks * MICROS_PER_TICK, Long.parseLong(resident.group(1)) * BYTES_PER_KILOBYTE))
        : Optional.empty();
  }
}
