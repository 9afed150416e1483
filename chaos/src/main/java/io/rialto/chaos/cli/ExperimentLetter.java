package io.rialto.chaos.cli;

import io.rialto.chaos.experiments.Experiment;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an experiment as users name it. */
final class ExperimentLetter implements ITypeConverter<Experiment> {

  @Override
  public Experiment convert(String text) {
    return Experiment.of(text)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not one of a, b, c, d and e"));
  }
}
