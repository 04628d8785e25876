package org.cornu.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders called after models, whose names may hold what file systems do not take. */
final class FolderName {

  /** All but letters, digits and what is harmless; a dot or a space at either end. */
  private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._ -]|^[. ]|[. ]$");

  /** File systems take 255 bytes, of which a letter may need four. */
  private static final int LONGEST = 60;

  private FolderName() {}

  /** The name, with other characters as in a URL: {@code my%2Fnet}; a long one is cut. */
  static String of(String model) {
    String name = REFUSED.matcher(model).replaceAll(FolderName::escaped);
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST) + "-" + Integer.toHexString(model.hashCode());
  }

  private static String escaped(MatchResult character) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : character.group().getBytes(StandardCharsets.UTF_8)) {
      escaped.append(String.format(Locale.ROOT, "%%%02X", each));
    }
    return Matcher.quoteReplacement(escaped.toString());
  }
}
