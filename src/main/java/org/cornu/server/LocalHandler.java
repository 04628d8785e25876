package org.cornu.server;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests for other hosts to a server that only this machine can reach: a page in a
 * browser could ask them by a name of its own that leads to this machine.
 */
final class LocalHandler extends Handler.Abstract {

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String host;

  /**
   * For a server.
   *
   * @param host where it listens
   */
  LocalHandler(String host) {
    this.host = host;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String asked = Request.getServerName(request);
    if (asked == null
        || HERE.contains(asked.toLowerCase(Locale.ROOT))
        || asked.equalsIgnoreCase(host)
        || asked.equalsIgnoreCase("[" + host + "]")) {
      return false;
    }
    Reply.error(
        response,
        callback,
        Refusal.MISDIRECTED,
        "this server answers for %s, got a request for %s; ask it by that name, or start it with --host 0.0.0.0"
            .formatted(host, asked));
    return true;
  }
}
