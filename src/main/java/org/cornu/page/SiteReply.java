package org.cornu.page;

import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is answered to a request.
 *
 * @param status of HTTP
 * @param type the body's, as {@code Content-Type} tells it
 * @param body may be empty
 * @param headers more of them, by their names
 */
public record SiteReply(int status, String type, byte[] body, Map<String, String> headers) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Asked for anew each time, and sent only if it is another: {@link #tag} tells. */
  private static final Map<String, String> REVALIDATED = Map.of("Cache-Control", "no-cache");

  private static final Map<String, String> LASTING =
      Map.of("Cache-Control", "private, max-age=86400");

  /** A value as JSON. */
  static SiteReply json(Object value) {
    return json(200, value);
  }

  /** What went wrong, in words, as TensorFlow Serving says it. */
  static SiteReply failure(int status, String words) {
    return json(status, Map.of("error", words));
  }

  private static SiteReply json(int status, Object value) {
    return new SiteReply(status, "application/json", JSON.writeValueAsBytes(value), REVALIDATED);
  }

  /** A picture that stays as it is. */
  static SiteReply png(byte[] png) {
    return new SiteReply(200, "image/png", png, LASTING);
  }

  /** Changes with the body: what {@code ETag} and {@code If-None-Match} carry, quotes included. */
  public String tag() {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return "\"%08x-%x\"".formatted(sum.getValue(), body.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SiteReply that
        && status == that.status
        && type.equals(that.type)
        && Arrays.equals(body, that.body)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }
}
