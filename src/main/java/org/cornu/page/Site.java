package org.cornu.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cornu.files.FileFailure;

/**
 * What is answered under which path: the page at {@code /}, and under {@code /page/} what it asks
 * for. It may be asked by many threads.
 */
public final class Site {

  private static final Pattern DIGIT = Pattern.compile("/page/digits/(\\d{1,9})\\.png");

  private final Runs runs;
  private final Map<String, String> titles;
  private final TestDigits digits = new TestDigits();
  private final SiteReply index = Index.read();

  /**
   * A page about the results in a folder.
   *
   * @param results where {@code train} and {@code compare} keep theirs, a folder each; it need not
   *     be there yet
   * @param titles what models are, in a few words, by their names
   */
  public Site(Path results, Map<String, String> titles) {
    this.runs = new Runs(results);
    this.titles = Map.copyOf(titles);
  }

  /**
   * The answer to a GET.
   *
   * @param path with its slash
   * @param query the parameters' values by name
   * @return empty for a path that is not the page's
   */
  public Optional<SiteReply> get(String path, Map<String, String> query) {
    try {
      return Optional.ofNullable(reply(path, query));
    } catch (IOException e) {
      return Optional.of(SiteReply.failure(500, FileFailure.words(e)));
    }
  }

  private SiteReply reply(String path, Map<String, String> query) throws IOException {
    Matcher digit = DIGIT.matcher(path);
    if (digit.matches()) {
      return digit(Integer.parseInt(digit.group(1)));
    }
    return switch (path) {
      case "/" -> index;
      case "/page/titles" -> SiteReply.json(titles);
      case "/page/curves" -> SiteReply.json(Curves.of(runs, query.get("run")));
      case "/page/mistakes" -> SiteReply.json(Mistakes.of(runs, digits));
      case "/page/training" -> SiteReply.json(Live.of(runs, Instant.now()));
      default -> null;
    };
  }

  private SiteReply digit(int index) {
    return index < digits.size()
        ? SiteReply.png(digits.png(index))
        : SiteReply.failure(
            404, "needs a test image of 0 to %s, got %s".formatted(digits.size() - 1, index));
  }
}
