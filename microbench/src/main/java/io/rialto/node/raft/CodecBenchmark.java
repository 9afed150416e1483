package io.rialto.node.raft;

import io.rialto.proto.log.LogEntry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a command costs on its way into a log entry's bytes and out of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class CodecBenchmark {
  private static final int OPERATIONS = 256;

  private final EntryDecoder decoder = new EntryDecoder();
  private LogEntry parsed;
  private byte[] bytes;

  @Setup
  public void make() {
    GeneratedEntries entries = new GeneratedEntries(1_000, OPERATIONS, 50_000);
    for (int i = 0; i < 20; i++) {
      parsed = entries.next();
    }
    bytes = parsed.toByteArray();
  }

  /** On the leader; each time anew, because a message remembers its size. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public byte[] write() {
    return parsed.toBuilder().setStampMillis(parsed.getStampMillis() + 1).build().toByteArray();
  }

  /** On followers: from bytes to what the machine takes. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void read(Blackhole machine) throws IOException {
    decoder.decode(1, 1, LogEntry.parseFrom(bytes)).operations().forEach(machine::consume);
  }

  /** On the leader: the same from the message. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void decode(Blackhole machine) {
    decoder.decode(1, 1, parsed).operations().forEach(machine::consume);
  }
}
