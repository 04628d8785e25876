package org.cornu.random;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The seed of a net. Each draw is a pure function of (seed, purpose, name, step), so that a draw
 * does not move when a layer is added elsewhere, and a resumed run draws what an unbroken one
 * would.
 *
 * @param value any number; the same one gives the same weights, shuffles and masks
 */
public record Seed(long value) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** A seed that nobody chose; it is small enough to be read out and typed in again. */
  public static Seed random() {
    return new Seed(new SecureRandom().nextInt(1, 1_000_000));
  }

  /**
   * A 64-bit key: FNV-1a over purpose and name, mixed with the seed.
   *
   * @param purpose what the draw is for, for example {@code "weights"}
   * @param name who draws, for example a node's name
   */
  public long key(String purpose, String name) {
    long hash = FNV_OFFSET;
    for (byte b : (purpose + '\0' + name).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return Draws.mix(hash + Draws.mix(value + Draws.GOLDEN_GAMMA));
  }

  /** The draws made on the Java side for one (purpose, name, step). */
  public Draws draws(String purpose, String name, long step) {
    return new Draws(Draws.mix(key(purpose, name) + step * Draws.GOLDEN_GAMMA));
  }
}
