package io.rialto.chaos.fault;

/** Whom a fault hits; which members these are is settled when it is injected. */
public enum Target {
  LEADER("the leader"),
  FOLLOWER("a follower"),
  /** As many nodes as the others can do without. */
  MINORITY("a minority"),
  ALL("all nodes"),
  QUOTE_PROXY("the quote proxy"),
  QUOTE_SOURCE("the quote source");

  private final String phrase;

  Target(String phrase) {
    this.phrase = phrase;
  }

  public String phrase() {
    return phrase;
  }
}
