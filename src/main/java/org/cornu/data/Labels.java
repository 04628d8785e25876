package org.cornu.data;

import java.util.List;

/**
 * What the labels of samples with one target mean. Of several targets {@link Dataset#target} gives
 * one; without, all but {@link #labelled} throw an IllegalStateException.
 */
public sealed interface Labels permits Dataset {

  /**
   * Whether there are labels.
   *
   * @return false for a dataset to predict only
   */
  boolean labelled();

  /**
   * Whether the labels are class indices.
   *
   * @return false if they are vectors, and if there are none
   */
  boolean hasClasses();

  /** How many numbers a label vector has; 0 if the labels are class indices, or there are none. */
  int vectorWidth();

  /**
   * The number of classes: the highest index in the whole of the data plus one (a part may lack
   * it), or the number of class names if given; for vectors their width, but 2 for vectors of one
   * number, which answer yes or no.
   *
   * @return 1 or more
   * @throws IllegalStateException if there are no labels
   */
  int classes();

  /**
   * The class of each sample, or of each of its steps, one sample after another; for vectors the
   * index of the greatest value, the first among equals. Labels of a {@link Source} are all read.
   *
   * @return a new array of {@code size()} indices, or times the steps of a sample
   * @throws IllegalStateException if there are no labels
   */
  int[] classIndices();

  /**
   * The names of the classes; "0", "1" and so on if none were given.
   *
   * @return {@code classes()} names
   * @throws IllegalStateException if there are no labels
   */
  List<String> classNames();

  /**
   * The same data with names for the classes.
   *
   * @param classNames a name for each class; more than there are indices if the data lack the last
   *     classes
   * @return a view of the same arrays
   * @throws IllegalArgumentException if there are too few names, or too many for vectors
   * @throws IllegalStateException if there are no labels
   */
  Dataset withClassNames(List<String> classNames);

  /** Whether the classes have names that are not just their numbers. */
  boolean hasClassNames();

  /**
   * The same samples, their named classes numbered by another list, such as that of the data a
   * model was trained on: {@code ImageFolder.load(...).relabelled(model.classNames())}.
   *
   * @param classNames all classes, each once; the data may lack some, those of a {@link Source}
   *     none that has a name
   * @throws IllegalArgumentException if a class that occurs is not among them, or has no name
   */
  Dataset relabelled(List<String> classNames);
}
