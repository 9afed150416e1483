package io.rialto.client.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Commands on their way from the threads that submit them to the loop, as many as may be in flight.
 * To wake the loop costs as much as dozens of commands. So it is told of the first only; and while
 * commands gather, of a full batch only, since it soon looks by itself.
 */
final class Inbox {

  private final Queue<PendingCommand> commands = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean told = new AtomicBoolean();

  /** With so many the loop is told. Lowered before the loop takes, read after adding. */
  private volatile int enough = 1;

  /** Adds a command; true if the loop is to be told. Any thread. */
  boolean add(PendingCommand command) {
    commands.add(command);
    return size.incrementAndGet() >= enough && told.compareAndSet(false, true);
  }

  /** Takes all there is; the loop is told of the next. Any thread after the client's end. */
  List<PendingCommand> take() {
    told.set(false);
    enough = 1;
    List<PendingCommand> taken = new ArrayList<>();
    for (PendingCommand next = commands.poll(); next != null; next = commands.poll()) {
      taken.add(next);
    }
    size.addAndGet(-taken.size());
    return taken;
  }

  /** The loop will look by itself soon, and needs to be told of a full batch only. */
  void gather() {
    enough = ClientLimits.BATCH_COMMANDS_MAX;
  }
}
