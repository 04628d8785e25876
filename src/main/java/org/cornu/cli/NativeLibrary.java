package org.cornu.cli;

import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;

/** TensorFlow's native library, which is no part of Cornu: each machine needs its own. */
final class NativeLibrary {

  private static final Set<String> PLATFORMS =
      Set.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64");

  private NativeLibrary() {}

  /** One line with the remedy, if a failure comes of a native library that cannot be used. */
  static Optional<String> missing(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnsatisfiedLinkError) {
        return Optional.of(words(each.getMessage(), Loader.getPlatform()));
      }
    }
    return Optional.empty();
  }

  /**
   * The line.
   *
   * @param reason of the JVM's
   * @param platform in TensorFlow Java's words
   */
  static String words(String reason, String platform) {
    return "TensorFlow's native library cannot be loaded (%s); %s"
        .formatted(
            // Behind it stand all folders that were looked through.
            reason.replaceAll("(?s) in java\\.library\\.path: .*", " on the class path"),
            PLATFORMS.contains(platform)
                ? "add org.tensorflow:tensorflow-core-native:%s with the classifier %s"
                    .formatted(Versions.tensorFlowJava(), platform)
                : "there is none for " + platform);
  }
}
