package io.rialto.chaos;

import io.rialto.chaos.demo.DemoScreen;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was shown, and what it says of the processes that were started. */
public final class RecordedEvents implements DemoScreen {

  private final List<String> events = new CopyOnWriteArrayList<>();

  /** The ids of all processes whose start was shown. */
  public List<Long> processesStarted() {
    return events.stream()
        .filter(event -> event.startsWith("started "))
        .map(event -> Long.parseLong(event.replaceAll(".*process (\\d+).*", "$1")))
        .toList();
  }

  /** Whether a process is there. */
  public static boolean isRunning(long processId) {
    return ProcessHandle.of(processId).map(ProcessHandle::isAlive).orElse(false);
  }

  @Override
  public void event(String text) {
    events.add(text);
  }

  @Override
  public void workloadStarts(String what, long commands) {
    events.add(what);
  }

  @Override
  public void workloadProgress(long finished) {}

  @Override
  public void workloadEnds() {}

  @Override
  public String toString() {
    return String.join("\n", events);
  }
}
