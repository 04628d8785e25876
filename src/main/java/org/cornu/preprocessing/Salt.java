package org.cornu.preprocessing;

import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * What keeps others from choosing words that hash alike.
 *
 * @param first half of the key
 * @param second half of the key
 */
public record Salt(long first, long second) {

  private static final String KEY = "salt";

  /** Words as numbers below a bound: by FarmHash64, or with a salt by SipHash64. */
  static Operand<TInt64> hash(Ops tf, Operand<TString> words, long bound, Optional<Salt> salt) {
    return salt.isPresent()
        ? tf.strings.toHashBucketStrong(words, bound, List.of(salt.get().first, salt.get().second))
        : tf.strings.toHashBucketFast(words, bound);
  }

  static Config config(Optional<Salt> salt) {
    return salt.map(each -> Config.of(KEY, List.of(each.first, each.second))).orElse(Config.EMPTY);
  }

  /** Reads one number for both halves, or two. */
  static Optional<Salt> from(Config config) {
    if (!config.has(KEY)) {
      config.ignore(KEY);
      return Optional.empty();
    }
    Object value = config.any(KEY).orElseThrow();
    if (value instanceof Number number) {
      return Optional.of(new Salt(number.longValue(), number.longValue()));
    }
    if (value instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof Number first
        && list.get(1) instanceof Number second) {
      return Optional.of(new Salt(first.longValue(), second.longValue()));
    }
    throw config.wrong(KEY, "a whole number or two");
  }
}
