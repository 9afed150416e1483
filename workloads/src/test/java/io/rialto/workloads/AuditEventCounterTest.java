package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditEventCounterTest {

  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- the audit log -->
      <log>
        <userCommand>
          <timestamp>1</timestamp>
          <command>ADD</command>
        </userCommand>
        <accountTransaction><action>add</action></accountTransaction>
        <userCommand><errorEvent>not an event: too deep</errorEvent></userCommand>
        <errorEvent><errorMessage>5 &lt; 6 / 7</errorMessage></errorEvent>
        <debugEvent/>
      </log>
      """;

  @Test
  void elementsRightBelowTheRootAreCountedByName() throws IOException {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    AuditEventCounter counter = new AuditEventCounter(passed);
    counter.write(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    assertThat(counter.events())
        .isEqualTo(
            Map.of(
                "userCommand", 2L, "accountTransaction", 1L, "errorEvent", 1L, "debugEvent", 1L));
    assertThat(counter.isComplete()).isTrue();
    assertThat(passed.toString(StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
    assertThat(counter.bytes()).isEqualTo(passed.size());
  }

  @Test
  void whereTheStreamIsCutIntoPiecesDoesNotMatter() throws IOException {
    AuditEventCounter counter = new AuditEventCounter(new ByteArrayOutputStream());
    for (byte b : DOCUMENT.getBytes(StandardCharsets.UTF_8)) {
      counter.write(b);
    }
    assertThat(counter.events()).containsEntry("userCommand", 2L).hasSize(4);
    assertThat(counter.isComplete()).isTrue();
  }

  @Test
  void aDocumentCutOffAnywhereIsNotComplete() throws IOException {
    byte[] whole = DOCUMENT.strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      AuditEventCounter counter = new AuditEventCounter(new ByteArrayOutputStream());
      counter.write(whole, 0, length);
      assertThat(counter.isComplete()).as("after %d bytes", length).isFalse();
    }
  }
}
