package io.rialto.chaos.cli;

import io.rialto.proto.quotes.SpeedPolicy;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a quote proxy's policy as users write it. */
final class QuotePolicy implements ITypeConverter<SpeedPolicy> {

  private static final List<SpeedPolicy> POLICIES =
      List.of(SpeedPolicy.THRIFTY, SpeedPolicy.HEDGED, SpeedPolicy.EAGER);

  @Override
  public SpeedPolicy convert(String text) {
    return POLICIES.stream()
        .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not thrifty, hedged or eager"));
  }
}
