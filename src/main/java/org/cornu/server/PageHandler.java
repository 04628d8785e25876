package org.cornu.server;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cornu.page.Site;
import org.cornu.page.SiteReply;
import org.cornu.zoo.Recipe;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** The page at {@code /} for people, and what it asks for under {@code /page/}. */
public final class PageHandler extends Handler.Abstract {

  private final Site site;

  /**
   * A page about the results in a folder.
   *
   * @param results where {@code train} and {@code compare} keep theirs; it need not be there yet
   */
  public PageHandler(Path results) {
    this.site = new Site(results, titles());
  }

  private static Map<String, String> titles() {
    return Recipe.names().stream()
        .flatMap(name -> Recipe.named(name).stream())
        .collect(Collectors.toMap(recipe -> recipe.net().name(), Recipe::title));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      return false;
    }
    Optional<SiteReply> reply = site.get(Request.getPathInContext(request), query(request));
    reply.ifPresent(it -> send(it, request, response, callback));
    return reply.isPresent();
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new HashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValue());
    }
    return query;
  }

  /** The whole of it, or that it is still what the browser has. */
  private static void send(SiteReply reply, Request request, Response response, Callback callback) {
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    boolean found = reply.status() == HttpStatus.OK_200;
    if (found) {
      response.getHeaders().put(HttpHeader.ETAG, reply.tag());
    }
    if (found && reply.tag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      response.write(true, null, callback);
    } else {
      Reply.send(response, callback, reply.status(), reply.type(), ByteBuffer.wrap(reply.body()));
    }
  }
}
