package org.cornu.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bits must stay for ever: they are what makes an old seed repeat an old run. */
class SeedTest {

  private static final Seed SEED = new Seed(2017);

  @Test
  void theKeysStay() {
    assertThat(SEED.key("weights", "conv2d/kernel")).isEqualTo(971960224460275260L);
    assertThat(SEED.key("mask", "dropout")).isEqualTo(584614049910762699L);
  }

  @Test
  void theDrawsStay() {
    Draws draws = SEED.draws("shuffle", "", 3);

    assertThat(draws.bits()).isEqualTo(5006571880116697452L);
    assertThat(draws.bits()).isEqualTo(-3349624916870944208L);
    assertThat(SEED.draws("shuffle", "", 3).permutation(10))
        .containsExactly(0, 1, 3, 6, 2, 5, 8, 7, 9, 4);
  }

  @Test
  void seedPurposeNameAndStepAllCount() {
    Set<Long> first = new HashSet<>();
    for (long seed : new long[] {-1, 0, 1, 2017}) {
      for (String purpose : new String[] {"weights", "mask"}) {
        for (String name : new String[] {"", "a", "b", "ab"}) {
          for (long step : new long[] {0, 1, 2}) {
            first.add(new Seed(seed).draws(purpose, name, step).bits());
          }
        }
      }
    }

    assertThat(first).hasSize(4 * 2 * 4 * 3);
  }

  @Test
  void purposeAndNameDoNotRunTogether() {
    assertThat(SEED.key("ab", "c")).isNotEqualTo(SEED.key("a", "bc"));
  }

  @Test
  void aSeedThatNobodyChoseCanBeTypedIn() {
    for (int i = 0; i < 100; i++) {
      assertThat(Seed.random().value()).isBetween(1L, 999_999L);
    }
  }
}
