package io.rialto.workloads;

import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes commands as lines of a workload file: {@code [N] COMMAND,arg,...}. Not thread-safe. */
public final class WorkloadWriter {

  private static final int BUFFER_CHARACTERS = 1 << 16;

  private final OutputStream out;
  private final StringBuilder buffer = new StringBuilder(BUFFER_CHARACTERS);
  private long bytes;

  /** The stream is not closed; call {@link #flush} at the end. */
  public WorkloadWriter(OutputStream out) {
    this.out = out;
  }

  public void write(WorkloadCommand line) throws IOException {
    buffer.append('[').append(line.number()).append("] ").append(line.command().getKind());
    Command command = line.command();
    field(command.getUser());
    field(command.getSymbol());
    field(command.getFilename());
    if (command.getAmountCents() != 0) {
      field(Money.format(command.getAmountCents()));
    }
    buffer.append('\n');
    if (buffer.length() > BUFFER_CHARACTERS - WorkloadLimits.LINE_BYTES_MAX) {
      flush();
    }
  }

  /** Writes all that a source of well-formed lines has left, and flushes. */
  public void writeAll(WorkloadGenerator source) throws IOException {
    for (WorkloadCommand line = source.next(); line != null; line = source.next()) {
      write(line);
    }
    flush();
  }

  public void flush() throws IOException {
    byte[] text = buffer.toString().getBytes(StandardCharsets.US_ASCII);
    out.write(text);
    out.flush();
    bytes += text.length;
    buffer.setLength(0);
  }

  /** Bytes written so far. */
  public long bytes() {
    return bytes;
  }

  private void field(String value) {
    if (!value.isEmpty()) {
      buffer.append(',').append(value);
    }
  }
}
