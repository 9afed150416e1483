package io.rialto.node.machine;

import java.util.function.Predicate;

/** Reads accounts out of a consistent view of the rows, for queries; stateless, any thread. */
public final class AccountReader {

  private AccountReader() {}

  /** The user's account, or null if the user does not exist. */
  public static Summary summary(StateReader reader, String user) {
    throw new UnsupportedOperationException();
  }

  /** Cash that is not held, in cents; -1 if the user does not exist. */
  public static long availableCents(StateReader reader, String user) {
    throw new UnsupportedOperationException();
  }

  /** Visits every user id in unsigned byte order until the visitor returns false. */
  public static void users(StateReader reader, Predicate<String> visitor) {
    throw new UnsupportedOperationException();
  }
}
