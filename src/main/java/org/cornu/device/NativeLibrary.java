package org.cornu.device;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.Graph;

/** TensorFlow's native library, which is no part of Cornu: each machine needs its own. */
public final class NativeLibrary {

  private static final Set<String> PLATFORMS =
      Set.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64");

  /** What the JVM says from the second time on, when it no longer tries. */
  private static final Pattern AGAIN =
      Pattern.compile("(?s)Exception java\\.lang\\.UnsatisfiedLinkError: (.*) \\[in thread .*");

  private NativeLibrary() {}

  /**
   * An empty graph, with which a process mostly begins to use the library.
   *
   * @throws UnsatisfiedLinkError if it cannot be used; the message says what to add
   */
  public static Graph graph() {
    try {
      return new Graph();
    } catch (LinkageError e) {
      LinkageError told = missing(e).<LinkageError>map(UnsatisfiedLinkError::new).orElse(e);
      throw told == e ? e : (LinkageError) told.initCause(e);
    }
  }

  /**
   * Loads it, where a process may begin otherwise than by a graph.
   *
   * @throws UnsatisfiedLinkError as {@link #graph}
   */
  public static void require() {
    graph().close();
  }

  /** One line with the remedy, if a failure comes of a native library that cannot be used. */
  public static Optional<String> missing(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      Matcher again = AGAIN.matcher(String.valueOf(each.getMessage()));
      if (each instanceof UnsatisfiedLinkError) {
        return Optional.of(words(each.getMessage(), Loader.getPlatform()));
      }
      if (each instanceof ExceptionInInitializerError && again.matches()) {
        return Optional.of(words(again.group(1), Loader.getPlatform()));
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
                ? ("add org.tensorflow:tensorflow-core-native, in the version of"
                        + " tensorflow-core-api, with the classifier ")
                    + platform
                : "there is none for " + platform);
  }
}
