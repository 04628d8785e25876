package org.cornu.plot;

import static org.eclipse.elk.graph.util.ElkGraphUtil.createGraph;
import static org.eclipse.elk.graph.util.ElkGraphUtil.createNode;
import static org.eclipse.elk.graph.util.ElkGraphUtil.createSimpleEdge;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;
import org.eclipse.elk.alg.layered.options.EdgeStraighteningStrategy;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;

/**
 * A diagram laid out from top to bottom by the Eclipse Layout Kernel: layer upon layer, few
 * crossings, straight arrows with right angles. The one file that knows the library.
 */
final class Layers {

  private static final double MARGIN = 16; // around the picture, and inside a frame
  private static final double BETWEEN_LAYERS = 26;
  private static final double BESIDE = 24;
  private static final double LINES = 10;

  private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
  private final Map<ElkNode, Card> cards = new LinkedHashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();

  private Layers() {}

  static Layout of(Diagram diagram) {
    return new Layers().layout(diagram);
  }

  private Layout layout(Diagram diagram) {
    ElkNode root = createGraph();
    configure(root);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    diagram.boxes().forEach(box -> add(box, root));
    Map<String, Integer> order = new HashMap<>();
    nodes.keySet().forEach(id -> order.put(id, order.size()));
    List<ElkEdge> edges = new ArrayList<>();
    for (Arrow arrow : diagram.arrows()) {
      ElkEdge edge = createSimpleEdge(nodes.get(arrow.from()), nodes.get(arrow.to()));
      // Of a cycle, as a shared layer makes it, the arrow to what computes first goes up.
      boolean down = order.get(arrow.from()) < order.get(arrow.to());
      edge.setProperty(LayeredOptions.PRIORITY_DIRECTION, down ? 10 : 0);
      edges.add(edge);
    }
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    root.getChildren().forEach(node -> read(node, 0, 0, 0));
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      routes.add(new Route(diagram.arrows().get(i), points(edges.get(i))));
    }
    List<Route> straight = Kinks.straightened(places, routes);
    return new Layout(root.getWidth(), root.getHeight(), places, frames, straight);
  }

  private static void configure(ElkNode parent) {
    parent.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    parent.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    parent.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    parent.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    parent.setProperty(CoreOptions.RANDOM_SEED, 1); // the same picture each time
    parent.setProperty(CoreOptions.SPACING_NODE_NODE, BESIDE);
    parent.setProperty(CoreOptions.SPACING_EDGE_EDGE, LINES);
    parent.setProperty(CoreOptions.SPACING_EDGE_NODE, BESIDE / 2);
    parent.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    parent.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, LINES);
    parent.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, LINES);
    parent.setProperty(
        LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
    parent.setProperty(
        LayeredOptions.NODE_PLACEMENT_BK_EDGE_STRAIGHTENING,
        EdgeStraighteningStrategy.IMPROVE_STRAIGHTNESS);
  }

  private void add(Box box, ElkNode parent) {
    Card card = Card.of(box);
    ElkNode node = createNode(parent);
    nodes.put(box.id(), node);
    cards.put(node, card);
    if (box.nested()) {
      configure(node);
      double top = card.head() + MARGIN;
      node.setProperty(CoreOptions.PADDING, new ElkPadding(top, MARGIN, MARGIN, MARGIN));
      node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
      double width = Math.max(card.width(), card.continued().width());
      node.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(width, top + MARGIN));
      box.boxes().forEach(inner -> add(inner, node));
    } else {
      node.setDimensions(card.width(), card.height());
    }
  }

  /** Its place and those of what lies in it; the library counts from the corner of the parent. */
  private void read(ElkNode node, double left, double top, int depth) {
    double x = left + node.getX();
    double y = top + node.getY();
    Card card = cards.get(node);
    Rect rect = new Rect(x, y, node.getWidth(), node.getHeight());
    if (card.box().nested()) {
      frames.add(new Frame(card, rect, depth, false));
      node.getChildren().forEach(inner -> read(inner, x, y, depth + 1));
    } else {
      places.add(new Place(card, rect));
    }
  }

  private static List<Point2D.Double> points(ElkEdge edge) {
    double x = 0;
    double y = 0;
    for (ElkNode in = edge.getContainingNode(); in != null; in = in.getParent()) {
      x += in.getX();
      y += in.getY();
    }
    List<Point2D.Double> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new Point2D.Double(x + section.getStartX(), y + section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point2D.Double(x + bend.getX(), y + bend.getY()));
      }
      points.add(new Point2D.Double(x + section.getEndX(), y + section.getEndY()));
    }
    return points;
  }
}
