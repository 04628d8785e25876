package org.cornu.server;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** What a server counts, as Prometheus reads it. */
final class ServerMeter {

  private static final double NANOS = 1e-9;
  private static final double[] SECONDS = {
    .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10
  };
  private static final double[] SAMPLES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("cornu_requests")
          .help("Requests answered, by HTTP status; without a model where there is none.")
          .labelNames("model", "code")
          .register(registry);
  private final Histogram latency =
      Histogram.builder()
          .name("cornu_request_seconds")
          .help("From a request's header to its answer.")
          .labelNames("model")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Histogram run =
      Histogram.builder()
          .name("cornu_run_seconds")
          .help("What TensorFlow needs for a batch.")
          .labelNames("model")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Histogram batch =
      Histogram.builder()
          .name("cornu_batch_samples")
          .help("Samples computed together.")
          .labelNames("model")
          .classicOnly()
          .classicUpperBounds(SAMPLES)
          .register(registry);
  private final Gauge waiting =
      Gauge.builder()
          .name("cornu_waiting_requests")
          .help("Requests that wait for a model.")
          .labelNames("model")
          .register(registry);

  /** Shows the states of what is served. */
  void show(Supplier<? extends Collection<ServedVersion>> versions) {
    GaugeWithCallback.builder()
        .name("cornu_model_versions")
        .help("1 for each version of a model, by its state.")
        .labelNames("model", "version", "state")
        .callback(
            gauge ->
                versions.get().stream()
                    .map(
                        each ->
                            List.of(each.name(), Long.toString(each.number()), each.state().name()))
                    .distinct() // of two that end with one number, replaced one after the other
                    .forEach(each -> gauge.call(1, each.get(0), each.get(1), each.get(2))))
        .register(registry);
  }

  /** What is counted of one model. */
  ModelMeter of(String model) {
    return new ModelMeter(
        latency.labelValues(model),
        run.labelValues(model),
        batch.labelValues(model),
        waiting.labelValues(model));
  }

  /** Counts an answer. */
  void answered(String model, int status) {
    requests.labelValues(model, Integer.toString(status)).inc();
  }

  /** All in Prometheus's text format. */
  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return out.toByteArray();
  }

  static double seconds(long nanos) {
    return nanos * NANOS;
  }
}
