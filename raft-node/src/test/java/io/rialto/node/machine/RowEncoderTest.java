package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of numbers is what is on disks and in hashes: it must never change. */
class RowEncoderTest {

  private static final long SEED = 1;
  private static final int RANDOM_NUMBERS = 10_000;

  private static Stream<long[]> numbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    return Stream.of(
        LongStream.range(0, Long.SIZE)
            .flatMap(bit -> LongStream.of((1L << bit) - 1, 1L << bit, (1L << bit) + 1, -1L << bit))
            .toArray(),
        LongStream.generate(() -> random.nextLong() >>> random.nextInt(Long.SIZE))
            .limit(RANDOM_NUMBERS)
            .toArray());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersAreSevenBitsAByteTheLowestFirst(long[] numbers) {
    RowEncoder encoder = new RowEncoder();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (long number : numbers) {
      encoder.number(number);
      long rest = number;
      while (rest < 0 || rest > 0x7F) {
        expected.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      expected.write((int) rest);
    }
    assertThat(encoder.toBytes()).isEqualTo(expected.toByteArray());

    RowDecoder decoder = new RowDecoder(encoder.toBytes());
    for (long number : numbers) {
      assertThat(decoder.number()).isEqualTo(number);
    }
  }
}
