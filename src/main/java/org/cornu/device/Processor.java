package org.cornu.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Linux on x86-64 says of this machine's processor.
 *
 * @param name for example {@code Intel(R) Xeon(R) Platinum 8581C}; empty where it is not said
 * @param instructions that it has beyond the common ones, as Linux names them
 */
public record Processor(String name, Set<String> instructions) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

  public Processor {
    instructions = Set.copyOf(instructions);
  }

  /** This machine's; empty on other systems and other processors. */
  public static Optional<Processor> here() {
    try {
      return of(Files.readAllLines(CPU_INFO));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From the lines of {@code /proc/cpuinfo}. */
  static Optional<Processor> of(List<String> cpuInfo) {
    Optional<String> flags = value(cpuInfo, "flags");
    return flags.map(
        words ->
            new Processor(
                value(cpuInfo, "model name").orElse(""),
                Arrays.stream(words.split("\\s+")).collect(Collectors.toSet())));
  }

  private static Optional<String> value(List<String> cpuInfo, String key) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /**
   * Why computing in bfloat16 will not pay.
   *
   * @return empty if it will
   */
  public Optional<String> objectionToBfloat16() {
    return BFLOAT16.stream().anyMatch(instructions::contains)
        ? Optional.empty()
        : Optional.of(
            "mixed_bfloat16 will not pay: this processor has none of %s, so TensorFlow imitates"
                    .formatted(BFLOAT16)
                + " bfloat16; take float32");
  }
}
