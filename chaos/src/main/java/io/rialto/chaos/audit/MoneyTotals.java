package io.rialto.chaos.audit;

import java.math.BigInteger;
import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * The money of all users together, in cents. However much it is: the sums are exact.
 *
 * @param added by ADD
 * @param proceeds for shares sold
 * @param paid for shares bought
 */
public record MoneyTotals(
    BigInteger added, BigInteger proceeds, BigInteger cash, BigInteger reserved, BigInteger paid) {

  static MoneyTotals of(Collection<ReplayedAccount> accounts) {
    return new MoneyTotals(
        sum(accounts, account -> account.added),
        sum(accounts, account -> account.proceeds),
        sum(accounts, account -> account.cash),
        sum(accounts, account -> account.reserved),
        sum(accounts, account -> account.paid));
  }

  private static BigInteger sum(
      Collection<ReplayedAccount> accounts, ToLongFunction<ReplayedAccount> figure) {
    return accounts.stream()
        .map(account -> BigInteger.valueOf(figure.applyAsLong(account)))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** P5: cash + reserved + paid for shares = added + proceeds. */
  public boolean conserved() {
    return cash.add(reserved).add(paid).equals(added.add(proceeds));
  }
}
