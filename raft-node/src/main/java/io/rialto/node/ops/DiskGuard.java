package io.rialto.node.ops;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops new commands before the disk is full, and the node before it is full to the last byte.
 *
 * <p>A log that cannot be written any more ends the node, and all nodes fill up alike: so while
 * there is still room for elections, ticks and snapshots, commands are sent back with the promise
 * that nothing happened. With half of that left, a leader gives way to a node with more room.
 * Service resumes by itself once clearly more is free, not at the very mark, so that it does not
 * flap.
 *
 * <p>With an eighth of it left the node halts, and does not start: a vote that the engine cannot
 * write down on a full disk is not only missing, it takes the older ones with it.
 */
public final class DiskGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

  /** Asks the file system; tests answer themselves. */
  @FunctionalInterface
  public interface Disk {
    Space space() throws IOException;

    static Disk of(Path directory) {
      return () -> {
        FileStore store = Files.getFileStore(directory);
        return new Space(store.getUsableSpace(), store.getTotalSpace());
      };
    }
  }

  /** What is free, to this process, and what there is at all. */
  public record Space(long freeBytes, long totalBytes) {}

  /**
   * Below which free space no commands are taken: the lesser of the two.
   *
   * @param freePercentMin of the disk's size
   */
  public record Thresholds(int freePercentMin, long freeBytesMin) {
    long bytes(Space space) {
      return Math.min(freeBytesMin, space.totalBytes() / 100 * freePercentMin);
    }

    /** Below which a node does not run. */
    long bytesToRun(Space space) {
      return bytes(space) / 8;
    }
  }

  private enum Level {
    ENOUGH,
    LOW,
    CRITICAL
  }

  private final Thresholds thresholds;
  private final Disk disk;
  private final BooleanSupplier giveWay;
  private final Consumer<String> halt;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "rialto-disk");
            thread.setDaemon(true);
            return thread;
          });
  private Level level = Level.ENOUGH;
  private int looksToRest;
  private volatile String refusal;

  /**
   * @param giveWay gives leadership away, and says whether this node had it; called while less than
   *     half of the threshold is free, but not again at once: all nodes may be short of it
   * @param halt ends the node, for the reason that it is given
   */
  public DiskGuard(
      Thresholds thresholds, Disk disk, BooleanSupplier giveWay, Consumer<String> halt) {
    this.thresholds = thresholds;
    this.disk = disk;
    this.giveWay = giveWay;
    this.halt = halt;
  }

  /**
   * To be asked before anything is written.
   *
   * @throws DiskFullException if there is not room enough to run
   */
  public static void requireRoom(Thresholds thresholds, Disk disk) throws IOException {
    Space space = disk.space();
    long needed = withMargin(thresholds.bytesToRun(space));
    if (space.freeBytes() < needed) {
      throw new DiskFullException(shortage(space, "a start needs", needed));
    }
  }

  /** Looks now, and from then on regularly. */
  public void start() {
    look();
    looks.scheduleWithFixedDelay(
        this::look, Limits.DISK_LOOK_MILLIS, Limits.DISK_LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Why no new commands are taken, or null if they are. Any thread. */
  public String refusal() {
    return refusal;
  }

  synchronized void look() {
    try {
      judge(disk.space());
    } catch (IOException e) {
      LOG.warn("the disk's free space cannot be read", e);
      level = Level.LOW;
      refusal = "the disk's free space cannot be read";
    }
  }

  private void judge(Space space) {
    if (space.freeBytes() < thresholds.bytesToRun(space)) {
      halt.accept(shortage(space, "the node needs", thresholds.bytesToRun(space)));
    }
    long needed = thresholds.bytes(space);
    Level now = levelOf(space.freeBytes(), needed);
    if (now != level) {
      LOG.warn(
          "disk: {} ({} bytes free, commands need {}, leading needs {})",
          now,
          space.freeBytes(),
          needed,
          needed / 2);
    }
    if (now != Level.CRITICAL) {
      looksToRest = 0;
    } else if (looksToRest > 0) {
      looksToRest--;
    } else if (giveWay.getAsBoolean()) {
      looksToRest = Limits.DISK_LOOKS_PER_STEP_DOWN - 1;
    }
    level = now;
    refusal = now == Level.ENOUGH ? null : shortage(space, "commands need", needed);
  }

  private static String shortage(Space space, String whatNeeds, long bytes) {
    return "the disk is nearly full: "
        + space.freeBytes()
        + " bytes free, "
        + whatNeeds
        + " "
        + bytes;
  }

  /** A level is left upwards only with a fifth more than it is entered with. */
  private Level levelOf(long free, long needed) {
    long half = needed / 2;
    if (free < (level == Level.CRITICAL ? withMargin(half) : half)) {
      return Level.CRITICAL;
    }
    return free < (level == Level.ENOUGH ? needed : withMargin(needed)) ? Level.LOW : Level.ENOUGH;
  }

  private static long withMargin(long bytes) {
    return bytes + bytes / 5;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
