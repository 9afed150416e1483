package io.rialto.chaos.history;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a history. Thread-safe and cheap: the caller makes the line, a thread of the writer's own
 * compresses and writes it, and flushes every second; an orderly end of the process closes it, and
 * a killed one leaves all but the last second.
 *
 * <p>A disk that fails stops nobody: {@link #failure} tells, and {@link #close} throws.
 */
public final class HistoryWriter implements Closeable {

  private static final byte[] END = new byte[0];

  private final long originNanos = System.nanoTime();
  private final BlockingQueue<byte[]> lines =
      new ArrayBlockingQueue<>(HistoryLimits.LINES_WAITING_MAX);
  private final AtomicLong operations = new AtomicLong();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong processes = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final OutputStream out;
  private final Thread thread = new Thread(this::run, "rialto-history");
  private final Thread atExit = new Thread(this::finish, "rialto-history-end");
  private volatile IOException failure;

  private HistoryWriter(OutputStream out) {
    this.out = out;
  }

  /** Creates the file, compressed if its name ends in {@code .gz}. */
  public static HistoryWriter create(Path file) throws IOException {
    OutputStream plain = Files.newOutputStream(file);
    OutputStream out =
        file.toString().endsWith(".gz")
            ? new GZIPOutputStream(plain, HistoryLimits.BUFFER_BYTES, true)
            : plain;
    HistoryWriter writer =
        new HistoryWriter(new BufferedOutputStream(out, HistoryLimits.BUFFER_BYTES));
    writer.thread.setDaemon(true);
    writer.thread.start();
    Runtime.getRuntime().addShutdownHook(writer.atExit);
    return writer;
  }

  /**
   * Stays open when the process is told to end: for whoever has more to record then, and closes it.
   */
  public HistoryWriter closedByItsOwner() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      // Too late: the hook closes what has just been opened.
    }
    return this;
  }

  /** Now, on the history's clock. */
  public long nanos() {
    return System.nanoTime() - originNanos;
  }

  /** A new operation's id, from 1 on. */
  public long nextOperation() {
    return operations.incrementAndGet();
  }

  /** A transaction number that no other command of this history has, from 1 on. */
  public long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** A name for one life of a client. */
  public String nextProcess(String client) {
    return client + "#" + processes.incrementAndGet();
  }

  /** A new fault's id, from 1 on. */
  public long nextFault() {
    return faults.incrementAndGet();
  }

  /**
   * Records; after the close or a failure of the disk, to no effect. Waits only for a slow disk.
   */
  public void write(HistoryRecord line) {
    if (closed.get() || failure != null) {
      return;
    }
    byte[] encoded = HistoryLines.encode(line);
    boolean interrupted = false;
    while (true) {
      try {
        lines.put(encoded);
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the history is not whole; null while it is. */
  public IOException failure() {
    return failure;
  }

  /**
   * Writes what is left.
   *
   * @throws IOException if not all could be written
   */
  @Override
  public void close() throws IOException {
    finish();
    if (Thread.currentThread() != atExit) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException shuttingDown) {
        // The hook runs already and finds nothing left to do.
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void finish() {
    try {
      if (closed.compareAndSet(false, true)) {
        lines.put(END);
      }
      thread.join(HistoryLimits.CLOSE_MAX.toMillis());
      if (thread.isAlive()) {
        fail(new IOException("the history's last lines could not be written in time"));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail(new InterruptedIOException("interrupted while the history was closed"));
    }
  }

  private void run() {
    try (out) {
      writeLines();
    } catch (IOException e) {
      fail(e);
      // Whoever waits for room must not wait for ever.
      lines.clear();
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
      fail(new InterruptedIOException("the history's thread was interrupted"));
    }
  }

  private void writeLines() throws IOException, InterruptedException {
    boolean flushed = true;
    long flushAt = System.nanoTime();
    while (true) {
      byte[] line =
          flushed ? lines.take() : lines.poll(flushAt - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == END) {
        return;
      }
      if (flushed) {
        flushAt = System.nanoTime() + HistoryLimits.FLUSH_EVERY.toNanos();
        flushed = false;
      }
      if (line != null) {
        out.write(line);
      }
      if (System.nanoTime() - flushAt >= 0) {
        out.flush();
        flushed = true;
      }
    }
  }

  private void fail(IOException cause) {
    if (failure == null) {
      failure = cause;
    }
  }
}
