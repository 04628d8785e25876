package org.cornu.server;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.URIUtil;

/**
 * What a path of TensorFlow Serving's REST API names.
 *
 * @param name with its characters as they are, not as they are encoded in the path
 * @param version empty for the newest
 * @param verb what is asked: {@code :predict}, {@code /metadata}; empty for the state
 */
record ModelPath(String name, OptionalLong version, String verb) {

  private static final String RESERVED = "%/:;\\";
  private static final Pattern PATTERN =
      Pattern.compile("/v1/models/([^/:]+)(?:/versions/(\\d{1,18}))?(:[a-z]+|/metadata|)");

  /**
   * Whether a path can name a model; a server refuses what encodes these, as it may be an attack.
   */
  static boolean canName(String model) {
    return model.chars().noneMatch(each -> RESERVED.indexOf(each) >= 0);
  }

  static Optional<ModelPath> of(String path) {
    Matcher matcher = PATTERN.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new ModelPath(
                URIUtil.decodePath(matcher.group(1)),
                matcher.group(2) == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(matcher.group(2))),
                matcher.group(3)))
        : Optional.empty();
  }
}
