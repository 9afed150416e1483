package io.rialto.client.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What names a single command: for the audit log, and for sending it again. */
final class RequestOptions {

  private static final int ID_LENGTH_MAX = 64;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--number",
      paramLabel = "N",
      description = "The transaction number in the audit log (default: the service numbers it).")
  private long number;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description =
          "Under one id a command is applied once: to learn the outcome of an earlier one, send it"
              + " again with its id, within 10 minutes (default: a new one).")
  private String id;

  /** The transaction number; 0 if none was given. */
  long number() {
    return number;
  }

  Optional<String> id() {
    if (id != null
        && (id.isEmpty()
            || id.length() > ID_LENGTH_MAX
            || !id.chars().allMatch(c -> c >= ' ' && c <= '~'))) {
      throw new ParameterException(
          spec.commandLine(),
          "--request-id must be 1 to " + ID_LENGTH_MAX + " printable ASCII characters");
    }
    return Optional.ofNullable(id);
  }
}
