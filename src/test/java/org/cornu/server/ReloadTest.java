package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is added, replaced or removed while a server runs. */
@Timeout(120)
class ReloadTest {

  private static final String ONE = "{\"instances\": [1.0]}";
  private static final String BY_2 = "{\"predictions\":[2.5]}";
  private static final String BY_3 = "{\"predictions\":[3.5]}";

  @TempDir Path folder;
  @TempDir Path elsewhere;

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** As cp does it, but for the file without which it is no model. */
  private static void copyHalf(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        if (!each.endsWith("saved_model.pb")) {
          Files.createDirectories(to);
          if (!each.equals(from)) {
            Files.copy(each, to.resolve(from.relativize(each).toString()));
          }
        }
      }
    }
  }

  @Test
  void aNewVersionAnswersWhenItIsWhole() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half/1"));
    TestModels.halfPlus(3, elsewhere.resolve("2"));
    byte[] graph = Files.readAllBytes(elsewhere.resolve("2/saved_model.pb"));
    Path next = folder.resolve("half/2");
    try (Served served = Served.start(folder, Served.ANYWHERE)) {
      copyHalf(elsewhere.resolve("2"), next);
      Files.write(next.resolve("saved_model.pb"), java.util.Arrays.copyOf(graph, graph.length / 2));
      Served.until(() -> served.get("/v1/models/half/versions/2").status() == 200);
      assertThat(served.get("/v1/models/half/versions/2").body()).contains("UNKNOWN");
      assertThat(served.predict("half", ONE).body()).isEqualTo(BY_2);

      Files.write(next.resolve("saved_model.pb"), graph);
      Served.until(() -> served.predict("half", ONE).body().equals(BY_3));
      Served.until(() -> served.get("/v1/models/half/versions/1").status() == 404);
      assertThat(served.predict("half/versions/2", ONE).body()).isEqualTo(BY_3);

      delete(next);
      Served.until(() -> served.predict("half", ONE).body().equals(BY_2));
      delete(folder.resolve("half"));
      Served.until(() -> served.get("/v1/models/half").status() == 404);
      assertThat(served.get("/readyz").status()).isEqualTo(503);
      assertThat(served.get("/healthz").status()).isEqualTo(200);
    }
  }

  @Test
  void severalVersionsAnswerWhereTheyAreAskedFor() throws IOException {
    TestModels.halfPlus(1, folder.resolve("half/1"));
    TestModels.halfPlus(2, folder.resolve("half/2"));
    TestModels.halfPlus(3, folder.resolve("half/10"));
    try (Served served = Served.start(folder, Served.ANYWHERE.versions(2))) {
      assertThat(served.predict("half", ONE).body()).isEqualTo(BY_3);
      assertThat(served.predict("half/versions/2", ONE).body()).isEqualTo(BY_2);
      assertThat(served.predict("half/versions/1", ONE).status()).isEqualTo(404);
    }
  }

  @Test
  void nobodyIsRefusedWhileVersionsChange() throws Exception {
    TestModels.halfPlus(2, folder.resolve("half/1"));
    TestModels.halfPlus(2, elsewhere.resolve("m"));
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    try (Served served = Served.start(folder, Served.ANYWHERE)) {
      List<Thread> clients =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      new Thread(
                          () -> {
                            while (!enough.get()) {
                              boolean right = served.predict("half", ONE).body().equals(BY_2);
                              (right ? answers : others).incrementAndGet();
                            }
                          }))
              .toList();
      clients.forEach(Thread::start);
      for (int version = 2; version < 6; version++) {
        Path next = folder.resolve("half/" + version);
        copyHalf(elsewhere.resolve("m"), next);
        Files.copy(elsewhere.resolve("m/saved_model.pb"), next.resolve("saved_model.pb"));
        String path = "/v1/models/half/versions/" + version;
        Served.until(() -> served.get(path).body().contains("AVAILABLE"));
        int before = answers.get();
        Served.until(() -> answers.get() > before);
        delete(folder.resolve("half/" + (version - 1)));
      }
      enough.set(true);
      for (Thread each : clients) {
        each.join();
      }
    }
    assertThat(others).hasValue(0);
  }

  @Test
  void whoAskedAVersionThatIsReplacedIsSeenAndNotForgottenAtTheEnd() throws IOException {
    TestModels.sums(folder.resolve("sums/1"));
    Duration forEver = Duration.ofMinutes(10);
    ServerOptions options =
        Served.ANYWHERE.batches(2, forEver, 1).limits(1 << 20, 10, forEver.multipliedBy(2));
    CompletableFuture<Served.Answer> first;
    CompletableFuture<Served.Answer> second;
    try (Served served = Served.start(folder, options)) {
      // One is in a batch that waits for another of its shape; the other waits behind it.
      first = served.predictLater("sums", "{\"instances\": [[1]]}");
      second = served.predictLater("sums", "{\"instances\": [[1, 2]]}");
      Served.until(() -> served.metric("cornu_waiting_requests{model=\"sums\"}") == 1);
      TestModels.sums(folder.resolve("sums/2"));
      Served.until(() -> served.get("/v1/models/sums/versions/1").status() == 404);
      assertThat(
              served.metric(
                  "cornu_model_versions{model=\"sums\",state=\"UNLOADING\",version=\"1\"}"))
          .isEqualTo(1);
      assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
    }
    assertThat(List.of(first.join().body(), second.join().body()))
        .containsExactlyInAnyOrder("{\"predictions\":[1.0]}", "{\"predictions\":[3.0]}");
  }

  @Test
  void aStoreThatIsClosedLoadsNothing() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half"));
    ModelStore store = new ModelStore(folder, Served.ANYWHERE, new ServerMeter(), Runnable::run);
    store.look();
    store.look();
    ServedVersion version = store.versions().get(0);
    assertThat(version.isAvailable()).isTrue();
    store.close();
    store.look();
    assertThat(store.versions()).isEmpty();
    assertThat(version.state()).isEqualTo(ServedVersion.State.END);
    version.unload();
    store.close();
  }

  @Test
  void aFileThatIsReplacedIsLoadedAgain() throws IOException {
    TestModels.pictures(folder.resolve("a.keras"));
    TestModels.halfPlus(2, folder.resolve("b"));
    try (Served served = Served.start(folder, Served.ANYWHERE)) {
      assertThat(served.predict("b", ONE).body()).isEqualTo(BY_2);
      TestModels.halfPlus(3, elsewhere.resolve("b"));
      Files.move(folder.resolve("b"), elsewhere.resolve("old"));
      Files.move(elsewhere.resolve("b"), folder.resolve("b"));
      Served.until(() -> served.predict("b", ONE).body().equals(BY_3));
      Files.writeString(folder.resolve("a.keras"), "PK damaged");
      Served.until(() -> served.get("/v1/models").body().contains("begins like neither"));
      assertThat(served.predict("a", "{\"instances\": [1]}").error()).contains("(8, 8, 1)");
    }
  }
}
