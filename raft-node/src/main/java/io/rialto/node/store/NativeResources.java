package io.rialto.node.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** Native objects that must be closed in the reverse order of their making. */
final class NativeResources implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new StoreException("cannot close a native resource", e);
      }
    }
  }
}
