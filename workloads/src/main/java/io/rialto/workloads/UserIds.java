package io.rialto.workloads;

import java.util.Random;

/** Ids of generated users: ten letters and digits, all different. */
final class UserIds {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int LENGTH = 10;

  /** 62 to the tenth. */
  private static final long COUNT = 839_299_365_868_340_224L;

  /**
   * No common divisor with {@link #COUNT}: all steps lead to different ids; some 0.618 of it: they
   * look different.
   */
  private static final long STEP = 518_715_534_842_869_223L;

  private final long[] numbers;

  UserIds(int count, Random random) {
    numbers = new long[count];
    long number = Math.floorMod(random.nextLong(), COUNT);
    for (int i = 0; i < count; i++) {
      numbers[i] = number;
      number = (number + STEP) % COUNT;
    }
  }

  String of(int user) {
    char[] id = new char[LENGTH];
    long rest = numbers[user];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(id);
  }

  int count() {
    return numbers.length;
  }
}
