package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The accounts in use: loaded when met, kept in memory up to a bound, those that were unused for
 * longest packed first and given up later, and only between entries. What is kept never influences
 * a result: rows hold everything.
 */
final class Accounts {
  private final Rows rows;
  private final int cachedMax;

  /** Those that were used last stand last. */
  private final LinkedHashMap<String, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

  private final PackedAccounts packed;

  private final List<Account> inUse = new ArrayList<>();

  /** Where one account after the other is written. */
  private final RowEncoder row = new RowEncoder();

  Accounts(Rows rows, int cachedMax, long packedBytesMax) {
    this.rows = rows;
    this.cachedMax = cachedMax;
    packed = new PackedAccounts(packedBytesMax);
  }

  /** The user's account, or null if the user does not exist. */
  Account find(String user) {
    Account account = accounts.get(user);
    if (account == null) {
      account = load(rowsOf(user));
      if (account == null) {
        return null;
      }
      accounts.put(user, account);
    }
    touch(account);
    return account;
  }

  /** The account of a user who must exist, because an order of theirs does. */
  Account get(String user) {
    Account account = find(user);
    if (account == null) {
      throw new IllegalStateException("an order without an account: " + user);
    }
    return account;
  }

  Account create(String user) {
    Account account = Account.create(rowsOf(user));
    accounts.put(user, account);
    touch(account);
    return account;
  }

  /** Checks and writes every account that the entry has used; packs those beyond the bound. */
  void endEntry(Trail trail) {
    inUse.forEach(account -> account.endEntry(trail.auditedCents(account), row));
    inUse.clear();
    Iterator<Account> unusedForLongest = accounts.values().iterator();
    for (int tooMany = accounts.size() - cachedMax; tooMany > 0; tooMany--) {
      packed.put(unusedForLongest.next());
      unusedForLongest.remove();
    }
  }

  private Account load(UserRows user) {
    Account account = packed.take(user);
    return account == null ? Account.load(user) : account;
  }

  private UserRows rowsOf(String user) {
    return new UserRows(user, rows, rows);
  }

  private void touch(Account account) {
    if (account.beginEntry()) {
      inUse.add(account);
    }
  }
}
