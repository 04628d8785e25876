package org.cornu.callbacks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What was meant by a name that is not there. */
final class Suggestion {

  /** So many letters may be wrong. */
  private static final int MOST_TYPOS = 2;

  private Suggestion() {}

  /** {@code ; did you mean "val_accuracy"?}, or nothing if no name is like it. */
  static String of(String name, Collection<String> names) {
    Optional<String> like =
        names.stream()
            .filter(each -> isLike(name, each))
            .min(Comparator.comparing(each -> distance(name, each)));
    return like.map(each -> "; did you mean \"" + each + "\"?").orElse("");
  }

  private static boolean isLike(String name, String other) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return isShort(a, b) || isShort(b, a) || distance(a, b) <= MOST_TYPOS;
  }

  /** Whether each word begins a word, in order: {@code val_acc}, {@code val_accuracy}. */
  private static boolean isShort(String name, String other) {
    String[] words = name.split("_");
    String[] others = other.split("_");
    int next = 0;
    for (String word : words) {
      while (next < others.length && !others[next].startsWith(word)) {
        next++;
      }
      next++;
    }
    return next <= others.length;
  }

  /** How many letters must be changed, added or left out (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
