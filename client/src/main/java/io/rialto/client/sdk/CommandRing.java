package io.rialto.client.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands by their sequences, which are given one after the other: each command comes and goes
 * once, mostly in about that order. Takes as many places as there have been at once from the lowest
 * sequence of a command to the highest, up to twice as many; the user bounds them. Loop thread
 * only.
 */
final class CommandRing {
  /** A power of two, as every number of places is. */
  private static final int PLACES_AT_FIRST = 1_024;

  /** At a place that the sequence's lowest bits say; null where a command has gone. */
  private PendingCommand[] places = new PendingCommand[PLACES_AT_FIRST];

  /** No command has a sequence below it. */
  private long lowest;

  /** The next command's. */
  private long next;

  private int size;

  /**
   * @param first the first command's sequence
   */
  CommandRing(long first) {
    lowest = first;
    next = first;
  }

  /** Gives a command the next sequence. */
  void add(PendingCommand command) {
    if (next - lowest == places.length) {
      grow();
    }
    command.sequence = next;
    places[place(next)] = command;
    next++;
    size++;
  }

  /** The command with this sequence; null if there is none. */
  PendingCommand get(long sequence) {
    return lowest <= sequence && sequence < next ? places[place(sequence)] : null;
  }

  /** Does nothing if there is none. */
  void remove(long sequence) {
    if (get(sequence) == null) {
      return;
    }
    places[place(sequence)] = null;
    size--;
    while (lowest < next && places[place(lowest)] == null) {
      lowest++;
    }
  }

  /** The lowest sequence of a command, or the next one's if there is no command. */
  long lowest() {
    return lowest;
  }

  /** The sequence that the next command will have. */
  long next() {
    return next;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** All commands, lowest sequence first. */
  List<PendingCommand> toList() {
    List<PendingCommand> commands = new ArrayList<>(size);
    for (long sequence = lowest; sequence < next; sequence++) {
      PendingCommand command = places[place(sequence)];
      if (command != null) {
        commands.add(command);
      }
    }
    return commands;
  }

  private int place(long sequence) {
    return (int) sequence & (places.length - 1);
  }

  private void grow() {
    PendingCommand[] before = places;
    places = new PendingCommand[before.length * 2];
    for (long sequence = lowest; sequence < next; sequence++) {
      places[place(sequence)] = before[(int) sequence & (before.length - 1)];
    }
  }
}
