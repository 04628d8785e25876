import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.train.Fit;

/**
 * A server that reads digits, with what the JDK has: POST 784 grey levels, row after row, to
 * /digit. It asks itself about twenty digits, and ends; {@code PlainServer stay} goes on.
 */
public class PlainServer {

  public static void main(String[] args) throws Exception {
    Path file = train(Mnist.load().train().take(3000));
    ExecutorService threads = Executors.newFixedThreadPool(4); // they share the one net
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(here, 0);
    try (Predictor digits = Predictor.load(file)) {
      server.createContext("/digit", exchange -> answer(exchange, digits));
      server.setExecutor(threads);
      server.start();
      ask("http://localhost:" + server.getAddress().getPort() + "/digit");
      if (args.length > 0) {
        System.out.println("at " + server.getAddress() + "; Enter ends it");
        System.in.read();
      }
      server.stop(1);
      threads.shutdown();
    }
    Files.delete(file);
  }

  private static Path train(Dataset digits) throws IOException {
    Sequential net =
        Sequential.of(input(28, 28, 1), flatten(), dense(64).relu(), dense(10).softmax()).seed(1);
    try (Model model = net.compile(adam(0.003), sparseCategoricalCrossentropy(), accuracy())) {
      model.fit(digits, Fit.epochs(5).batchSize(64));
      Path file = Files.createTempFile("digits", ".keras");
      model.save(file);
      return file;
    }
  }

  private static void answer(HttpExchange exchange, Predictor digits) throws IOException {
    try (exchange) {
      byte[] levels = exchange.getRequestBody().readNBytes(785);
      if (levels.length != 784) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      float[] image = new float[784];
      for (int i = 0; i < 784; i++) {
        image[i] = (levels[i] & 0xff) / 255f;
      }
      byte[] json = Arrays.toString(digits.predict(image)).getBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private static void ask(String address) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Dataset test = Mnist.load().test().take(20);
    int[] kinds = test.classIndices();
    int right = 0;
    for (int i = 0; i < 20; i++) {
      float[] image = test.sample(i);
      byte[] levels = new byte[784];
      for (int pixel = 0; pixel < 784; pixel++) {
        levels[pixel] = (byte) Math.round(255 * image[pixel]);
      }
      var body = HttpRequest.BodyPublishers.ofByteArray(levels);
      var request = HttpRequest.newBuilder(URI.create(address)).POST(body).build();
      String[] answer =
          client.send(request, HttpResponse.BodyHandlers.ofString()).body().split("[\\[\\], ]+");
      double truth = Double.parseDouble(answer[1 + kinds[i]]);
      right += truth > 0.5 ? 1 : 0;
    }
    System.out.println("right about " + right + " of 20 digits (guessing: 2)");
  }
}
