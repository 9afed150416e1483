package io.rialto.node.raft;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.store.StateStore;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a command costs on the thread that applies: the machine's rules, and the store's batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 5)
@Measurement(iterations = 5, time = 5)
public class ApplyBenchmark {
  /** A multiple of every entry's. */
  private static final int OPERATIONS = 4_096;

  private static final int COMMANDS_PER_SECOND = 50_000;
  private static final int COMMANDS_A_FLUSH = 50_000;

  @Param({"1000", "100000"})
  public int users;

  @Param({"256", "1024", "4096"})
  public int operationsPerEntry;

  private Path folder;
  private StateStore store;
  private TradingMachine machine;
  private GeneratedEntries entries;
  private final EntryDecoder decoder = new EntryDecoder();
  private final List<Entry> batch = new ArrayList<>();
  private EntryResult result;
  private long index;
  private long commands;

  /** A state that has gone through a few commands of each user. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("rialto-microbench-");
    store = StateStore.open(folder.resolve("state"), StoreOptions.standard());
    machine = new TradingMachine(store.reader(), MachineLimits.standard());
    entries = new GeneratedEntries(users, operationsPerEntry, COMMANDS_PER_SECOND);
    batch.add(decoder.decode(++index, 1, entries.openSession()));
    applyAndWrite();
    for (long filled = 0; filled < 3L * users; filled += OPERATIONS) {
      next();
      applyAndWrite();
    }
  }

  /** Not measured. */
  @Setup(Level.Invocation)
  public void next() {
    batch.clear();
    for (int made = 0; made < OPERATIONS; made += operationsPerEntry) {
      batch.add(decoder.decode(++index, 1, entries.next()));
    }
    commands += OPERATIONS;
    if (commands % COMMANDS_A_FLUSH < OPERATIONS) {
      store.flush();
    }
  }

  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public EntryResult applyAndWrite() {
    for (Entry entry : batch) {
      result = machine.apply(entry, false);
      store.write(result.changes());
    }
    return result;
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      deepestFirst.forEach(ApplyBenchmark::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
