package io.rialto.workloads;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the elements right below the root of an XML document that flows through it, by name.
 *
 * <p>It knows as much of XML as the audit log uses: elements, attributes, text, comments without
 * tags in them and a declaration; no character data sections, no document type.
 */
final class AuditEventCounter extends FilterOutputStream {

  private enum State {
    TEXT,
    TAG_OPENED,
    NAME,
    IN_TAG,
    CLOSING,
    DECLARATION
  }

  private static final int EVENT_DEPTH = 2;

  private final Map<String, Long> events = new TreeMap<>();
  private final StringBuilder name = new StringBuilder();
  private State state = State.TEXT;
  private int depth;
  private boolean slash;
  private boolean rootSeen;
  private long bytes;

  AuditEventCounter(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    count((byte) b);
  }

  @Override
  public void write(byte[] chunk, int offset, int length) throws IOException {
    out.write(chunk, offset, length);
    for (int i = offset; i < offset + length; i++) {
      count(chunk[i]);
    }
  }

  /** How many of each, sorted by name. */
  Map<String, Long> events() {
    return Collections.unmodifiableMap(new TreeMap<>(events));
  }

  long bytes() {
    return bytes;
  }

  /** Whether the root was opened and closed: a document that was cut off is not complete. */
  boolean isComplete() {
    return rootSeen && depth == 0 && state == State.TEXT;
  }

  private void count(byte b) {
    bytes++;
    switch (state) {
      case TEXT -> {
        if (b == '<') {
          state = State.TAG_OPENED;
        }
      }
      case TAG_OPENED -> open(b);
      case NAME -> {
        if (b == '>' || b == '/' || b <= ' ') {
          state = State.IN_TAG;
          slash = false;
          inTag(b);
        } else {
          name.append((char) b);
        }
      }
      case IN_TAG -> inTag(b);
      case CLOSING -> {
        if (b == '>') {
          depth--;
          state = State.TEXT;
        }
      }
      case DECLARATION -> {
        if (b == '>') {
          state = State.TEXT;
        }
      }
    }
  }

  private void open(byte b) {
    if (b == '/') {
      state = State.CLOSING;
    } else if (b == '?' || b == '!') {
      state = State.DECLARATION;
    } else {
      name.setLength(0);
      name.append((char) b);
      state = State.NAME;
    }
  }

  private void inTag(byte b) {
    if (b == '>') {
      opened();
      state = State.TEXT;
    }
    slash = b == '/';
  }

  private void opened() {
    rootSeen = true;
    depth++;
    if (depth == EVENT_DEPTH) {
      events.merge(name.toString(), 1L, Long::sum);
    }
    if (slash) {
      depth--;
    }
  }
}
