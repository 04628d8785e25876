package org.cornu.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether this machine gains by computing in bfloat16. */
public final class Bfloat16 {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final List<String> INSTRUCTIONS = List.of("avx512_bf16", "amx_bf16");

  private Bfloat16() {}

  /**
   * Why {@link DTypePolicy#MIXED_BFLOAT16} will not pay on this machine.
   *
   * @return empty if it will, and where nobody can tell: with a GPU, without Linux, on ARM
   */
  public static Optional<String> objection() {
    if (Device.hasGpu()) {
      return Optional.empty();
    }
    try {
      return objection(Files.readAllLines(CPU_INFO));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From what Linux says of its processors. */
  static Optional<String> objection(List<String> cpuInfo) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(flags -> List.of(flags.split("\\s+")))
        .filter(flags -> INSTRUCTIONS.stream().noneMatch(flags::contains))
        .map(
            flags ->
                "mixed_bfloat16 will not pay: this processor has none of %s, so TensorFlow imitates"
                        .formatted(INSTRUCTIONS)
                    + " bfloat16; take float32");
  }
}
