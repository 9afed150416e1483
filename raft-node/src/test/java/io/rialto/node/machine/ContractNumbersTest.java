package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.ResultCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The machine imports no contract, so its names and numbers are compared with the contract's here.
 */
class ContractNumbersTest {

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyOutcomeIsAResultCodeOfTheContract(Outcome outcome) {
    assertThat(ResultCode.valueOf(outcome.name()).getNumber()).isEqualTo(outcome.number());
    assertThat(Outcome.of(outcome.number())).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource(CommandKind.class)
  void everyKindIsACommandOfTheContract(CommandKind kind) {
    io.rialto.proto.trading.CommandKind contract =
        io.rialto.proto.trading.CommandKind.valueOf(kind.name());
    assertThat(contract.getNumber()).isEqualTo(kind.number());
    assertThat(CommandKind.of(kind.number())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(
      value = io.rialto.proto.trading.CommandKind.class,
      names = {"COMMAND_KIND_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyCommandOfTheContractIsAKind(io.rialto.proto.trading.CommandKind contract) {
    assertThat(CommandKind.of(contract.getNumber()).name()).isEqualTo(contract.name());
  }
}
