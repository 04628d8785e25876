package org.cornu.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.testing.Needs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The notebook as it is committed, and run with less. */
class FiveCnnsTest {

  private static final Path NOTEBOOK = Path.of("notebooks/five-cnns.ipynb");
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  @Tag("python")
  void runsInTheKernel() throws Exception {
    JsonNode notebook = JSON.readTree(Files.readString(NOTEBOOK));
    ObjectNode parameters =
        (ObjectNode)
            cells(notebook, "code")
                .filter(cell -> cell.at("/metadata/tags/0").asString("").equals("parameters"))
                .findFirst()
                .orElseThrow();
    assertThat(text(parameters.get("source"))).contains("int epochs = ", "int samples = ");
    parameters.put("source", "int epochs = 2;\nint samples = 1_000;");

    JsonNode ran = JSON.readTree(executed(notebook));

    assertThat(shown(ran)).containsExactlyElementsOf(shown(notebook));
    assertThat(outputs(ran).filter(output -> output.at("/data/image~1png").isString()))
        .as("digits, a chart a net, a comparison, accuracy and time, mistakes")
        .hasSize(1 + 5 + 1 + 1 + 1);
  }

  @Test
  void whatIsCommittedIsWholeAndNobodysOwn() throws IOException {
    String file = Files.readString(NOTEBOOK);
    assertThat(file.length()).as("letters").isLessThan(1_500_000);
    assertThat(file).doesNotContainPattern("\"/?(home|root|tmp|work|Users)/");
    JsonNode notebook = JSON.readTree(file);
    List<JsonNode> code = cells(notebook, "code").toList();
    for (int i = 0; i < code.size(); i++) {
      assertThat(code.get(i).get("execution_count").asInt(0)).as("run in order").isEqualTo(i + 1);
    }
    assertThat(outputs(notebook).map(FiveCnnsTest::kind))
        .doesNotContain("error", "stderr")
        .contains("stdout", "image/png", "text/html");
  }

  /** What the words say of accuracies and times is in the outputs. */
  @Test
  void theWordsTellTheNumbersOfTheRun() throws IOException {
    JsonNode notebook = JSON.readTree(Files.readString(NOTEBOOK));
    String results =
        outputs(notebook)
            .map(output -> text(output.at("/data/text~1plain")))
            .collect(Collectors.joining("\n"));
    List<String> told =
        Pattern.compile("\\d+\\.\\d\\d+")
            .matcher(
                cells(notebook, "markdown")
                    .map(cell -> text(cell.get("source")))
                    .collect(Collectors.joining("\n")))
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(told).hasSizeGreaterThan(5).allSatisfy(n -> assertThat(results).contains(n));
  }

  /** The notebook after its run; a cell that fails ends it with an exit code. */
  private String executed(JsonNode notebook) throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in.ipynb"), notebook.toString());
    Path out = folder.resolve("out.ipynb");
    Path log = folder.resolve("log");
    String python = Needs.jupyter().toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    python,
                    "-m",
                    "nbconvert",
                    "--execute",
                    "--to",
                    "notebook",
                    "--stdin",
                    "--stdout"))
            .directory(NOTEBOOK.getParent().toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(log.toFile());
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, first) -> first + File.pathSeparator + path);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("nbconvert ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(out);
  }

  private static Stream<JsonNode> cells(JsonNode notebook, String type) {
    return notebook
        .get("cells")
        .valueStream()
        .filter(c -> type.equals(c.get("cell_type").asString()));
  }

  private static Stream<JsonNode> outputs(JsonNode notebook) {
    return cells(notebook, "code").flatMap(cell -> cell.get("outputs").valueStream());
  }

  /** The kinds of all outputs but prints, which come in one piece or in several. */
  private static List<String> shown(JsonNode notebook) {
    return outputs(notebook)
        .map(FiveCnnsTest::kind)
        .filter(kind -> !kind.equals("stdout"))
        .toList();
  }

  /** The stream, or the richest type of what is shown. */
  private static String kind(JsonNode output) {
    return Stream.of("image/png", "text/html", "text/plain")
        .filter(type -> output.path("data").has(type))
        .findFirst()
        .orElse(output.path("name").asString("error"));
  }

  /** Lines, which a notebook holds as one text or as several. */
  private static String text(JsonNode lines) {
    return lines.isArray()
        ? lines.valueStream().map(JsonNode::asString).collect(Collectors.joining())
        : lines.asString("");
  }
}
