package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The accounts in use: loaded when met, kept in memory up to a bound, those that were unused for
 * longest dropped first, and only between entries. What is kept never influences a result: rows
 * hold everything.
 *
 * <p>There are two generations. Whoever is met belongs to the younger one; when that has half of
 * what may be kept, it becomes the older one, and the older one is dropped.
 */
final class Accounts {
  private final Rows rows;
  private final int generationMax;
  private LinkedHashMap<String, Account> younger = new LinkedHashMap<>();
  private LinkedHashMap<String, Account> older = new LinkedHashMap<>();
  private final List<Account> inUse = new ArrayList<>();

  Accounts(Rows rows, int cachedMax) {
    this.rows = rows;
    this.generationMax = cachedMax / 2;
  }

  /** The user's account, or null if the user does not exist. */
  Account find(String user) {
    Account account = younger.get(user);
    if (account == null) {
      account = older.remove(user);
      if (account == null) {
        account = Account.load(rows, user, rows);
      }
      if (account == null) {
        return null;
      }
      younger.put(user, account);
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
    younger.put(user, account);
    touch(account);
    return account;
  }

  /** Checks and writes every account that the entry has used; forgets those beyond the bound. */
  void endEntry(Trail trail) {
    inUse.forEach(account -> account.endEntry(trail.auditedCents(account)));
    inUse.clear();
    if (younger.size() > generationMax) {
      older = younger;
      younger = new LinkedHashMap<>();
    }
  }

  private void touch(Account account) {
    if (account.beginEntry()) {
      inUse.add(account);
    }
  }
}
