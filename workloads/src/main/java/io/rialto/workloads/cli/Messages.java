package io.rialto.workloads.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Faults in words for users. */
final class Messages {

  private Messages() {}

  /** The file system's own exceptions say nothing but the file's name. */
  static String of(Exception fault) {
    if (fault instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (fault instanceof AccessDeniedException denied) {
      return "not allowed: " + denied.getFile();
    }
    return fault.getMessage() == null ? fault.toString() : fault.getMessage();
  }
}
