package org.cornu.report;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of a finished trial without reading its predictions.
 *
 * @param folder where it lies
 * @param model its name
 * @param summary its layers
 * @param seed the net's
 * @param settings what it was trained with
 */
public record FinishedTrial(
    Path folder, String model, String summary, long seed, Map<String, String> settings) {}
