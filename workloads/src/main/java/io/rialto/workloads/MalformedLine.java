package io.rialto.workloads;

/**
 * A line that cannot be sent.
 *
 * @param text what stands there, shortened, printable
 * @param reason which value breaks which rule
 */
public record MalformedLine(long number, String text, String reason) implements WorkloadLine {

  @Override
  public String toString() {
    return "line " + number + ": " + reason + ": " + text;
  }
}
