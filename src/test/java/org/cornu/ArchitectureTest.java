package org.cornu;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;

/** The packages, what each may import, and a few rules of the house. */
class ArchitectureTest {

  /**
   * A package of {@code org.cornu} and what it may import besides itself and the JDK: the packages
   * named, or all above its row, and libraries in capitals; {@code TF} is TensorFlow without its
   * sessions, which run a graph. A name must stand above the row that uses it, so a cycle cannot be
   * written down. {@code root} is {@code org.cornu} itself.
   */
  private static final String TABLE =
      """
      files        | CSV
      drawing      | files
      config       |
      history      | files CSV
      random       |
      data         | random CSV
      initializers | config random SHAPE
      device       | TF SESSION
      ops          | TF
      regularizers | config TF
      constraints  | config TF
      graph        | random initializers regularizers constraints TF
      activations  | config graph ops TF
      layers       | config initializers regularizers constraints graph ops activations TF
      functions    | config graph ops activations layers TF
      preprocessing | config data device graph initializers layers TF SESSION
      recurrent    | config random device initializers regularizers constraints graph ops activations layers TF
      net          | config graph activations layers ops TF
      metrics      | config graph ops activations TF
      losses       | config graph ops activations metrics TF
      schedules    | config device graph TF SESSION
      optimizers   | config graph schedules TF
      saving       | config files history initializers regularizers constraints graph activations layers functions preprocessing recurrent net losses metrics schedules optimizers TF JACKSON JHDF
      feed         | data graph layers TF SESSION
      distribute   | device graph feed TF SESSION JACKSON
      serving      | config files data device ops graph layers net saving feed TF SESSION
      step         | random data regularizers constraints graph activations layers ops net losses metrics schedules optimizers feed TF
      profile      | files graph TF JACKSON
      callbacks    | config files history device graph profile TF SESSION PROGRESSBAR CSV
      train        | config files history data random initializers device distribute graph activations layers net losses metrics schedules optimizers saving feed serving step callbacks TF SESSION
      plot         | files drawing ELK
      root         | all TF
      report       | files drawing history data CSV JACKSON JFREECHART
      page         | files history data report JACKSON
      zoo          | random history data layers losses metrics optimizers schedules callbacks train distribute root
      server       | all TF JACKSON JETTY PROMETHEUS
      notebook     | drawing history data callbacks report root JJAVA
      cli          | all TF CSV JACKSON PICOCLI PROGRESSBAR
      """;

  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          entry(
              "TF", List.of("org.tensorflow..", "com.google.protobuf..", "org.bytedeco.javacpp..")),
          entry("SESSION", List.of("org.tensorflow")),
          entry("SHAPE", List.of("org.tensorflow.ndarray")),
          entry("CSV", List.of("org.apache.commons.csv..")),
          entry("JACKSON", List.of("tools.jackson..", "com.fasterxml.jackson..")),
          entry("JHDF", List.of("io.jhdf..")),
          entry("JFREECHART", List.of("org.jfree..")),
          entry("ELK", List.of("org.eclipse.elk..", "org.eclipse.emf..")),
          entry("JETTY", List.of("org.eclipse.jetty..")),
          entry("PROMETHEUS", List.of("io.prometheus..")),
          entry("JJAVA", List.of("org.dflib.jjava..")),
          entry("PICOCLI", List.of("picocli..")),
          entry("PROGRESSBAR", List.of("me.tongfei.progressbar..")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.cornu");

  /**
   * One row: the package's pattern, the patterns that it may import, and whether it runs graphs.
   */
  private record Row(String pattern, List<String> allowed, boolean runs) {
    @Override
    public String toString() {
      return pattern;
    }
  }

  static List<Row> rows() {
    Map<String, List<String>> patterns = new LinkedHashMap<>(LIBRARIES);
    List<String> above = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (String line : TABLE.strip().split("\n")) {
      String[] cells = line.split("\\|", -1);
      String name = cells[0].strip();
      String own = name.equals("root") ? "org.cornu" : "org.cornu." + name;
      List<String> allowed = new ArrayList<>(List.of(own, "java..", "javax.."));
      patterns.put("all", List.copyOf(above));
      for (String word : cells[1].strip().split(" ")) {
        if (!word.isEmpty()) {
          assertThat(patterns).as("names above the row of %s", name).containsKey(word);
          allowed.addAll(patterns.get(word));
        }
      }
      rows.add(new Row(own, allowed, cells[1].contains("SESSION")));
      above.add(own);
      patterns.put(name, List.of(own));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void importsOnlyWhatItsRowAllows(Row row) {
    classes()
        .that()
        .resideInAPackage(row.pattern)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(row.allowed.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void runsGraphsOnlyWhereItsRowSaysSo(Row row) {
    if (!row.runs) {
      noClasses()
          .that()
          .resideInAPackage(row.pattern)
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.tensorflow\\.(Session|SavedModelBundle)(\\$.*)?")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void everyClassLivesInAPackageOfTheTable() {
    String[] known = rows().stream().map(Row::pattern).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.cornu.cli.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void sessionsAreOpenedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.cornu.device.Sessions")
        .should()
        .callConstructorWhere(target(owner(type(Session.class))))
        .orShould()
        .callMethodWhere(
            target(nameMatching("load(er)?")).and(target(owner(type(SavedModelBundle.class)))))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*[.$]((Abstract|Base)[A-Z]\\w*|\\w*(Impl|Utils?|Helpers?|Manager))")
        .check(CLASSES);
  }

  /** Lists of one-line factories: to be found in one place, they are as long as Keras's. */
  private static final Set<String> CATALOGUES =
      Set.of("Activations.java", "Layers.java", "Metrics.java", "Preprocessing.java");

  @Test
  void noFileIsLongerThan300Lines() throws IOException {
    Map<Path, Long> tooLong = new TreeMap<>();
    try (var walk = Files.walk(Path.of("src"))) {
      for (Path file : walk.filter(each -> each.toString().endsWith(".java")).toList()) {
        try (var lines = Files.lines(file)) {
          long count = lines.count();
          if (count > 300 && !CATALOGUES.contains(file.getFileName().toString())) {
            tooLong.put(file, count);
          }
        }
      }
    }
    assertThat(tooLong).as("lines of files that are too long").isEmpty();
  }
}
