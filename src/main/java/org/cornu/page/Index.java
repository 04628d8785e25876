package org.cornu.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page itself. Its policy lets the browser run the one script and the one style sheet in it,
 * known by their hashes, and ask nobody but its own server.
 */
final class Index {

  private static final Pattern INLINE = Pattern.compile("(?s)<(script|style)>(.*?)</\\1>");

  private Index() {}

  /** Read from the jar once. */
  static SiteReply read() {
    byte[] html = bytes();
    return new SiteReply(
        200,
        "text/html; charset=utf-8",
        html,
        Map.of(
            "Cache-Control", "no-cache",
            "Content-Security-Policy", policy(new String(html, StandardCharsets.UTF_8)),
            "Referrer-Policy", "no-referrer"));
  }

  private static byte[] bytes() {
    try (InputStream in = Index.class.getResourceAsStream("index.html")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("index.html in the jar cannot be read", e);
    }
  }

  private static String policy(String html) {
    StringBuilder policy =
        new StringBuilder("default-src 'none'; img-src 'self' data:; connect-src 'self'");
    Matcher inline = INLINE.matcher(html);
    while (inline.find()) {
      policy.append("; %s-src 'sha256-%s'".formatted(inline.group(1), sha256(inline.group(2))));
    }
    return policy + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
