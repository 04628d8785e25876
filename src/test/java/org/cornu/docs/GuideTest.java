package org.cornu.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.testing.Script;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java of the guide and of the README compiles, and runs but where a mark says why not: with
 * fewer digits, in a folder that has the files that the pages name. Then the guide's Python does,
 * in the same folder, on the files that Java wrote.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideTest {

  private Path dir;
  private Path folder;
  private Map<String, String> printed;

  @BeforeAll
  void compileAndRun(@TempDir Path temporary) throws Exception {
    dir = temporary;
    List<String> imports =
        PageProgram.imports(
            Page.read(Page.GUIDE.resolve("README.md")).blocks("java").get(0).code());
    List<PageProgram> programs = new ArrayList<>();
    programs.add(PageProgram.of(Page.read(Path.of("README.md")), imports));
    for (Page page : Page.guide()) {
      programs.add(PageProgram.of(page, imports));
    }
    List<Path> sources = new ArrayList<>();
    for (PageProgram program : programs) {
      for (Map.Entry<String, String> source : program.sources().entrySet()) {
        sources.add(write(source.getKey(), source.getValue()));
      }
    }
    Path classes = Files.createDirectory(dir.resolve("classes"));
    folder = Files.createDirectory(dir.resolve("folder"));
    Given.write(folder);
    printed =
        Programs.compile(classes, sources)
            .run(
                folder,
                programs.stream()
                    .map(PageProgram::main)
                    .filter(main -> !main.isEmpty())
                    .map(List::of)
                    .toList());
  }

  private Path write(String name, String source) throws IOException {
    Path file = dir.resolve(name.replace(".", File.separator) + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file, source.replace("Mnist.load()", Given.class.getName() + ".mnist()"));
  }

  @Test
  void whatThePagesWriteIsThere() {
    assertThat(printed).hasSizeGreaterThan(10);
    for (String file : List.of("first.keras", "models/history.png", "served/saved_model.pb")) {
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  @Tag("python")
  void thePythonRuns() throws Exception {
    Path[] pages =
        Page.guide().stream()
            .filter(page -> !page.blocks("python").isEmpty())
            .map(page -> page.file().toAbsolutePath())
            .toArray(Path[]::new);
    assertThat(pages).isNotEmpty();
    Script.run("run_pages.py", Map.of("TF_CPP_MIN_LOG_LEVEL", "3"), arguments(pages));
  }

  private Object[] arguments(Path[] pages) {
    List<Object> arguments = new ArrayList<>(List.of(folder));
    arguments.addAll(List.of(pages));
    return arguments.toArray();
  }
}
