package io.rialto.chaos.fault;

/** Whom a fault hits; which members these are is settled when it is injected. */
public enum Target {
  LEADER("leader"),
  FOLLOWER("follower"),
  /** As many nodes as the others can do without. */
  MINORITY("minority"),
  ALL("all"),
  QUOTE_PROXY("quote proxy"),
  QUOTE_SOURCE("quote source");

  private final String phrase;

  Target(String phrase) {
    this.phrase = phrase;
  }

  public String phrase() {
    return phrase;
  }
}
