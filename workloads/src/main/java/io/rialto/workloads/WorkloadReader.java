package io.rialto.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a workload file line by line, holding no more of it than a buffer. Not thread-safe. */
public final class WorkloadReader implements WorkloadSource {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int filled;
  private final byte[] line = new byte[WorkloadLimits.LINE_BYTES_MAX];
  private int lineLength;
  private boolean lineTooLong;
  private long place;

  private WorkloadReader(InputStream in) {
    this.in = in;
  }

  public static WorkloadReader open(Path file) throws IOException {
    return of(Files.newInputStream(file));
  }

  /** Reads from a stream, which is closed with the reader. */
  public static WorkloadReader of(InputStream in) {
    return new WorkloadReader(in);
  }

  @Override
  public WorkloadLine next() throws IOException {
    while (readLine()) {
      place++;
      if (lineTooLong) {
        return WorkloadParser.malformed(
            place,
            new String(line, 0, lineLength, StandardCharsets.UTF_8),
            "the line is longer than " + WorkloadLimits.LINE_BYTES_MAX + " bytes");
      }
      Optional<WorkloadLine> parsed = WorkloadParser.parse(line, lineLength, place);
      if (parsed.isPresent()) {
        return parsed.get();
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Fills {@link #line}; false at the end of the file. */
  private boolean readLine() throws IOException {
    lineLength = 0;
    lineTooLong = false;
    boolean any = false;
    while (position < filled || fill()) {
      any = true;
      int end = lineFeed();
      keep(position, end);
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (complete) {
        return true;
      }
    }
    return any;
  }

  private int lineFeed() {
    int at = position;
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  private void keep(int from, int to) {
    int room = Math.min(to - from, line.length - lineLength);
    System.arraycopy(buffer, from, line, lineLength, room);
    lineLength += room;
    lineTooLong |= room < to - from;
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }
}
