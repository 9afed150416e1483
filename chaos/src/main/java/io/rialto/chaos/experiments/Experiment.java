package io.rialto.chaos.experiments;

import java.util.Arrays;
import java.util.Optional;

/** What can be run, in this order. */
public enum Experiment {
  ONE_USER('a', "One user's commands with and without a quote cache"),
  RESPONSE_TIMES('b', "Response times of QUOTE and BUY, and where the time goes"),
  CHANGED_PRICES('c', "A price that is known, and the same one after it has run out"),
  COMPONENTS('d', "Processor time and memory of each process"),
  RETRIEVAL('e', "Retrieving quotes with and without second requests");

  private final char letter;
  private final String title;

  Experiment(char letter, String title) {
    this.letter = letter;
    this.title = title;
  }

  /** How it is named on the command line, in files and in JSON. */
  public String letter() {
    return String.valueOf(letter);
  }

  String title() {
    return title;
  }

  public static Optional<Experiment> of(String letter) {
    return Arrays.stream(values()).filter(one -> one.letter().equals(letter)).findFirst();
  }
}
