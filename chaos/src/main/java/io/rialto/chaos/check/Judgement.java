package io.rialto.chaos.check;

/** What a check comes to. */
public enum Judgement {
  /** Enough was done, all of it could be looked at, and all holds. */
  PASS,
  /** Something does not hold: there are violations. */
  FAIL,
  /** Nothing was found, but not all could be looked at, or too little was done. Not a pass. */
  UNKNOWN
}
