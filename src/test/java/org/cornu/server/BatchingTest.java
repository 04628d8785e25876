package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests of many clients are computed together, and each gets its own answer. */
@Timeout(120)
class BatchingTest {

  /** Longer than a test may take: what is answered did not wait for it. */
  private static final Duration FOR_EVER = Duration.ofMinutes(10);

  private static final Duration LONG = Duration.ofMinutes(20);

  @TempDir static Path folder;

  @BeforeAll
  static void models() throws IOException {
    TestModels.sums(folder.resolve("sums"));
    TestModels.halfPlus(2, folder.resolve("half"));
    TestModels.lookup(folder.resolve("lookup"));
  }

  private static ServerOptions gathering(int samples, int queue) {
    return Served.ANYWHERE.batches(samples, FOR_EVER, 1).limits(1 << 20, queue, LONG);
  }

  private static String ask(int first, int count) {
    return "{\"instances\": " + IntStream.range(first, first + count).boxed().toList() + "}";
  }

  private static String answer(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(x -> Float.toString(x / 2f + 2))
        .collect(Collectors.joining(",", "{\"predictions\":[", "]}"));
  }

  @Test
  void sixteenClientsAreFourFullBatches() throws IOException {
    try (Served served = Served.start(folder, gathering(4, 100))) {
      List<CompletableFuture<Served.Answer>> answers = new ArrayList<>();
      for (int client = 0; client < 16; client++) {
        answers.add(served.predictLater("half", ask(client, 1)));
      }
      for (int client = 0; client < 16; client++) {
        assertThat(answers.get(client).join().body()).isEqualTo(answer(client, 1));
      }
      assertThat(served.metric("cornu_batch_samples_count{model=\"half\"}")).isEqualTo(4);
      assertThat(served.metric("cornu_batch_samples_sum{model=\"half\"}")).isEqualTo(16);
      assertThat(served.metric("cornu_waiting_requests{model=\"half\"}")).isZero();
    }
  }

  @Test
  void requestsOfSeveralSamplesGetTheirOwnRows() throws IOException {
    try (Served served = Served.start(folder, gathering(6, 100))) {
      CompletableFuture<Served.Answer> one = served.predictLater("half", ask(0, 1));
      CompletableFuture<Served.Answer> two = served.predictLater("half", ask(10, 2));
      CompletableFuture<Served.Answer> three = served.predictLater("half", ask(20, 3));
      assertThat(one.join().body()).isEqualTo(answer(0, 1));
      assertThat(two.join().body()).isEqualTo(answer(10, 2));
      assertThat(three.join().body()).isEqualTo(answer(20, 3));
      assertThat(served.metric("cornu_batch_samples_count{model=\"half\"}")).isEqualTo(1);
    }
  }

  @Test
  void aRequestOfMoreSamplesThanABatchIsComputedInParts() throws IOException {
    try (Served served = Served.start(folder, gathering(4, 100))) {
      assertThat(served.predict("half", ask(0, 10)).body()).isEqualTo(answer(0, 10));
      assertThat(served.metric("cornu_batch_samples_count{model=\"half\"}")).isEqualTo(3);
    }
  }

  @Test
  void samplesOfOtherShapesAreAnotherBatch() throws IOException {
    try (Served served = Served.start(folder, gathering(2, 100))) {
      List<CompletableFuture<Served.Answer>> answers = new ArrayList<>();
      for (String sample : List.of("[1, 2]", "[1, 2, 3]", "[3, 4]", "[4, 5, 6]")) {
        answers.add(served.predictLater("sums", "{\"instances\": [" + sample + "]}"));
      }
      assertThat(answers.stream().map(each -> each.join().body()))
          .containsExactly(
              "{\"predictions\":[3.0]}",
              "{\"predictions\":[6.0]}",
              "{\"predictions\":[7.0]}",
              "{\"predictions\":[15.0]}");
      assertThat(served.metric("cornu_batch_samples_count{model=\"sums\"}")).isEqualTo(2);
    }
  }

  @Test
  void whoAsksAloneDoesNotWait() throws IOException {
    ServerOptions options = Served.ANYWHERE.batches(64, Duration.ZERO, 1);
    try (Served served = Served.start(folder, options)) {
      assertThat(served.predict("half", ask(0, 1)).body()).isEqualTo(answer(0, 1));
      assertThat(served.metric("cornu_batch_samples_count{model=\"half\"}")).isEqualTo(1);
    }
  }

  @Test
  void moreThanMayWaitAreRefusedAndAtTheEndNobodyWaitsForOthers() throws IOException {
    Served served = Served.start(folder, gathering(2, 1));
    // One is in a batch that waits for another of its shape; the other waits behind it.
    CompletableFuture<Served.Answer> first = served.predictLater("sums", "{\"instances\": [[1]]}");
    CompletableFuture<Served.Answer> second =
        served.predictLater("sums", "{\"instances\": [[1, 2]]}");
    Served.until(() -> served.metric("cornu_waiting_requests{model=\"sums\"}") == 1);
    Served.Answer third = served.predict("sums", "{\"instances\": [[1, 2, 3]]}");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.error()).contains("--max-queue");
    assertThat(served.metric("cornu_requests_total{code=\"429\",model=\"sums\"}")).isEqualTo(1);
    assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
    served.close();
    assertThat(first.join().body()).isEqualTo("{\"predictions\":[1.0]}");
    assertThat(second.join().body()).isEqualTo("{\"predictions\":[3.0]}");
  }

  @Test
  void whoAsksForWhatIsNotThereIsRefusedAloneOfABatch() throws IOException {
    try (Served served = Served.start(folder, gathering(2, 100))) {
      CompletableFuture<Served.Answer> wrong = served.predictLater("lookup", ask(7, 1));
      CompletableFuture<Served.Answer> right = served.predictLater("lookup", ask(2, 1));
      assertThat(right.join().body()).isEqualTo("{\"predictions\":[30.0]}");
      assertThat(wrong.join().status()).isEqualTo(400);
    }
  }

  @Test
  void underSteadyLoadEveryClientIsAnsweredAgain() throws Exception {
    int many = 500; // batches of one: far longer than a client needs to ask again
    int most = 12;
    ServerOptions options = Served.ANYWHERE.batches(1, Duration.ZERO, 1);
    AtomicIntegerArray answers = new AtomicIntegerArray(4);
    AtomicBoolean enough = new AtomicBoolean();
    try (Served served = Served.start(folder, options)) {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int i = 0; i < answers.length(); i++) {
        int client = i;
        clients.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!enough.get()) {
                    served.predict("half", ask(client, many));
                    enough.compareAndSet(false, answers.incrementAndGet(client) == most);
                  }
                },
                task -> new Thread(task).start()));
      }
      CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
    }
    for (int i = 0; i < answers.length(); i++) {
      assertThat(answers.get(i)).isGreaterThan(most / 3);
    }
  }

  @Test
  void whoIsNotAnsweredInTimeIsTold() throws IOException {
    ServerOptions options =
        Served.ANYWHERE.batches(2, FOR_EVER, 1).limits(1 << 20, 100, Duration.ofMillis(300));
    try (Served served = Served.start(folder, options)) {
      Served.Answer answer = served.predict("half", ask(0, 1));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error()).contains("no answer within 300 ms");
    }
  }
}
