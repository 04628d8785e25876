package org.cornu.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  private static final String FLAGS = "flags\t\t: fpu sse2 avx512f";

  private static Optional<String> objection(String... lines) {
    return Processor.of(List.of(lines)).flatMap(Processor::objectionToBfloat16);
  }

  @Test
  void aProcessorWithoutTheInstructionsIsNamed() {
    assertThat(objection("processor : 0", FLAGS))
        .hasValueSatisfying(
            why ->
                assertThat(why).contains("mixed_bfloat16 will not pay", "avx512_bf16", "float32"));
    assertThat(objection(FLAGS + " avx512_bf16 x")).isEmpty();
    assertThat(objection(FLAGS + " amx_bf16")).isEmpty();
  }

  @Test
  void aProcessorThatLinuxDoesNotDescribeIsUnknown() {
    assertThat(Processor.of(List.of("Features : asimd"))).isEmpty();
  }

  @Test
  void theNameIsWhatFollowsTheColon() {
    assertThat(Processor.of(List.of("model name\t: Some CPU @ 2.0", FLAGS)))
        .hasValueSatisfying(processor -> assertThat(processor.name()).isEqualTo("Some CPU @ 2.0"));
  }
}
