package org.cornu.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** What a call leaves behind, weights by their names within the layer. */
final class Notes {

  final List<Operand<? extends TType>> inputs = new ArrayList<>();
  final Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
  final Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
  final List<Operand<TFloat32>> losses = new ArrayList<>();
  final Map<String, Integer> draws = new HashMap<>();
  CheaperRule rule;
}
