package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts in use: loaded when met, kept in memory up to a bound, the longest unused dropped
 * first, and only between entries. What is kept never influences a result: rows hold everything.
 */
final class Accounts {
  private final Rows rows;
  private final int cachedMax;
  private final LinkedHashMap<String, Account> cached = new LinkedHashMap<>(64, 0.75f, true);
  private final List<Account> inUse = new ArrayList<>();

  Accounts(Rows rows, int cachedMax) {
    this.rows = rows;
    this.cachedMax = cachedMax;
  }

  /** The user's account, or null if the user does not exist. */
  Account find(String user) {
    Account account = cached.get(user);
    if (account == null) {
      account = Account.load(rows, user, rows);
      if (account == null) {
        return null;
      }
      cached.put(user, account);
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
    Account account = Account.create(user, rows);
    cached.put(user, account);
    touch(account);
    return account;
  }

  /** Checks and writes every account that the entry has used; forgets those beyond the bound. */
  void endEntry(Trail trail) {
    inUse.forEach(account -> account.endEntry(trail.auditedCents(account.user())));
    inUse.clear();
    while (cached.size() > cachedMax) {
      Map.Entry<String, Account> longestUnused = cached.entrySet().iterator().next();
      cached.remove(longestUnused.getKey());
    }
  }

  private void touch(Account account) {
    if (account.beginEntry()) {
      inUse.add(account);
    }
  }
}
