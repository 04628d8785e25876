package org.cornu.server;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

/**
 * What is counted of one model.
 *
 * @param latency from a request's header to its answer, in seconds
 * @param run what TensorFlow needs for a batch, in seconds
 * @param batch samples computed together
 * @param waiting requests that wait
 */
record ModelMeter(
    DistributionDataPoint latency,
    DistributionDataPoint run,
    DistributionDataPoint batch,
    GaugeDataPoint waiting) {

  void waiting(int more) {
    waiting.inc(more);
  }

  void ran(int samples, long nanos) {
    batch.observe(samples);
    run.observe(ServerMeter.seconds(nanos));
  }

  void answered(long nanos) {
    latency.observe(ServerMeter.seconds(nanos));
  }
}
