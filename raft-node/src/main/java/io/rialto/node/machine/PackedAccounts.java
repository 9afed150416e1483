package io.rialto.node.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Accounts that are not in use now, as bytes: a tenth of what they take as objects, nothing for the
 * collector to visit, and much quicker to have than their rows. Those that have been here for
 * longest are given up when there is no room left; their rows hold everything.
 *
 * <p>Chunks of memory are filled one after the other. When all are full the oldest is used again,
 * behind what of it nobody has taken, or without it if that is most of it. Users whose hashes are
 * the same stand in one chain: they are few unless somebody chooses them so.
 */
final class PackedAccounts {
  static final int CHUNK_BYTES = 1 << 20;

  /** With its own head, an array of so many takes no more than a chunk of the heap. */
  private static final int ARRAY_BYTES = CHUNK_BYTES - 16;

  /** A larger one would leave too much of a chunk unused, and is not kept. */
  static final int ACCOUNT_BYTES_MAX = CHUNK_BYTES / 16;

  /** An old chunk of which more is still wanted is emptied all the same. */
  private static final int KEPT_BYTES_MAX = CHUNK_BYTES * 3 / 4;

  /** Of most accounts: so many chains there are that each has one account or two. */
  private static final int USUAL_BYTES = 128;

  // An account in a chunk: the next of its chain, the hash of its user, how many bytes follow.
  private static final int NEXT = 0;
  private static final int HASH = 4;
  private static final int LENGTH = 8;
  private static final int HEAD_BYTES = 12;

  private static final int NONE = -1;
  private static final int TAKEN = -2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final byte[][] chunks;
  private final int[] filled;
  private RowEncoder packing = new RowEncoder();

  /** By hash, where the first account of a chain stands; made for the first that comes. */
  private int[] chains;

  private int current;

  /**
   * For up to so many bytes, which are taken when needed; with less than a chunk, for nothing. What
   * finds an account is some 3 % on top.
   */
  PackedAccounts(long bytesMax) {
    int count = (int) Math.min(bytesMax / CHUNK_BYTES, Integer.MAX_VALUE / CHUNK_BYTES);
    chunks = new byte[count][];
    filled = new int[count];
  }

  /** Keeps an account that no entry uses. There is none of its user. */
  void put(Account account) {
    if (chunks.length == 0) {
      return;
    }
    account.pack(packing.clear().text(account.user()));
    if (packing.length() > ACCOUNT_BYTES_MAX) {
      packing = new RowEncoder();
    } else {
      makeRoom(HEAD_BYTES + packing.length());
      int at = filled[current];
      byte[] chunk = chunks[current];
      INT.set(chunk, at + HASH, account.user().hashCode());
      INT.set(chunk, at + LENGTH, packing.length());
      packing.copyTo(chunk, at + HEAD_BYTES);
      filled[current] += HEAD_BYTES + packing.length();
      link(current, at);
    }
  }

  /** Gives the user's account away; null if it is not here. */
  Account take(UserRows rows) {
    if (chains == null) {
      return null;
    }
    int hash = rows.user().hashCode();
    byte[] user = rows.user().getBytes(StandardCharsets.UTF_8);
    for (int address = chains[chain(hash)]; address != NONE; ) {
      byte[] chunk = chunks[address / CHUNK_BYTES];
      int at = address % CHUNK_BYTES;
      if ((int) INT.get(chunk, at + HASH) == hash) {
        RowDecoder packed = new RowDecoder(chunk, at + HEAD_BYTES);
        int start = packed.skipBlock();
        if (Arrays.equals(chunk, start, packed.position(), user, 0, user.length)) {
          unlink(address / CHUNK_BYTES, at);
          Account account = Account.unpack(rows, packed);
          if (packed.position() != at + bytesAt(chunk, at)) {
            throw new IllegalStateException("not all of " + rows.user() + " was unpacked");
          }
          return account;
        }
      }
      address = (int) INT.get(chunk, at + NEXT);
    }
    return null;
  }

  private void makeRoom(int bytes) {
    if (chains == null) {
      chains = new int[Integer.highestOneBit(chunks.length * (CHUNK_BYTES / USUAL_BYTES))];
      Arrays.fill(chains, NONE);
      chunks[0] = new byte[ARRAY_BYTES];
    }
    while (filled[current] + bytes > ARRAY_BYTES) {
      current = (current + 1) % chunks.length;
      if (chunks[current] == null) {
        chunks[current] = new byte[ARRAY_BYTES];
      } else {
        keepWanted();
      }
    }
  }

  /** Moves what nobody has taken to the current chunk's beginning, or gives it up. */
  private void keepWanted() {
    byte[] chunk = chunks[current];
    int end = filled[current];
    int wanted = 0;
    for (int at = 0; at < end; at += bytesAt(chunk, at)) {
      wanted += isTaken(chunk, at) ? 0 : bytesAt(chunk, at);
    }
    filled[current] = 0;
    int bytes;
    for (int at = 0; at < end; at += bytes) {
      bytes = bytesAt(chunk, at);
      if (!isTaken(chunk, at)) {
        unlink(current, at);
        if (wanted <= KEPT_BYTES_MAX) {
          System.arraycopy(chunk, at, chunk, filled[current], bytes);
          link(current, filled[current]);
          filled[current] += bytes;
        }
      }
    }
  }

  private static int bytesAt(byte[] chunk, int at) {
    return HEAD_BYTES + (int) INT.get(chunk, at + LENGTH);
  }

  private static boolean isTaken(byte[] chunk, int at) {
    return (int) INT.get(chunk, at + NEXT) == TAKEN;
  }

  /** Puts an account at the head of its chain. */
  private void link(int chunk, int at) {
    int chain = chain((int) INT.get(chunks[chunk], at + HASH));
    INT.set(chunks[chunk], at + NEXT, chains[chain]);
    chains[chain] = chunk * CHUNK_BYTES + at;
  }

  /** Takes an account out of its chain. */
  private void unlink(int chunk, int at) {
    int address = chunk * CHUNK_BYTES + at;
    int next = (int) INT.get(chunks[chunk], at + NEXT);
    int chain = chain((int) INT.get(chunks[chunk], at + HASH));
    int before = chains[chain];
    if (before == address) {
      chains[chain] = next;
    } else {
      while (next(before) != address) {
        before = next(before);
      }
      INT.set(chunks[before / CHUNK_BYTES], before % CHUNK_BYTES + NEXT, next);
    }
    INT.set(chunks[chunk], at + NEXT, TAKEN);
  }

  private int next(int address) {
    return (int) INT.get(chunks[address / CHUNK_BYTES], address % CHUNK_BYTES + NEXT);
  }

  /** The hashes of users that count up differ in few bits. */
  private int chain(int hash) {
    return (hash * 0x9E3779B1 >>> 7) & (chains.length - 1);
  }
}
