package org.cornu.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java of a page as one program: a block sees the variables of the blocks above it, and may
 * declare one of the same name anew, as in a notebook. Each block becomes a class that extends the
 * one before, its variables fields of it, its statements initializers.
 *
 * @param main runs all blocks in their order; empty if none can run
 * @param sources by class
 */
record PageProgram(String main, Map<String, String> sources) {

  /**
   * Makes a program.
   *
   * @param imports that all pages have
   */
  static PageProgram of(Page page, List<String> imports) throws IOException {
    String room = page.file().toString().replaceAll("\\.md$", "").replaceAll("\\W", "_");
    List<String> known = new ArrayList<>(imports);
    Map<String, String> sources = new LinkedHashMap<>();
    String before = "Object";
    String main = "";
    for (Page.Block block : page.blocks("java")) {
      known.addAll(imports(block.code()));
      if (block.use() == Page.Use.SHOWN) {
        continue;
      }
      String name = "Line" + block.line();
      String body = members(page.file() + ":" + block.line(), withoutImports(block.code()));
      sources.put(room + "." + name, source(room, known, name, before, body));
      if (block.use() == Page.Use.RUN) {
        before = room + "." + name;
        main = before;
      }
    }
    return new PageProgram(main, sources);
  }

  /** The imports of a block. */
  static List<String> imports(String code) {
    return code.lines().filter(line -> line.startsWith("import ")).toList();
  }

  private static String withoutImports(String code) {
    return code.lines()
        .map(line -> line.startsWith("import ") ? "" : line)
        .collect(Collectors.joining("\n"));
  }

  private static String source(
      String room, List<String> imports, String name, String before, String body) {
    return """
        package %s;
        %s
        public class %s extends %s {
          public %s() throws Exception {}
          public static void main(String[] arguments) throws Exception { new %s(); }
        %s
        }
        """
        .formatted(room, String.join("\n", imports), name, before, name, name, body);
  }

  /** A block's statements as members of a class. */
  private static String members(String place, String code) throws IOException {
    String text = "class Block { void run() throws Exception {\n" + code + "\n} }";
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of(), null, List.of(inMemory(text)));
    CompilationUnitTree unit;
    try {
      unit = task.parse().iterator().next();
    } catch (IllegalStateException e) {
      throw new IOException(place + ": is no Java", e);
    }
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    MethodTree method = (MethodTree) ((ClassTree) unit.getTypeDecls().get(0)).getMembers().get(0);
    Map<Integer, String> members = new LinkedHashMap<>();
    for (StatementTree statement : method.getBody().getStatements()) {
      int start = Math.toIntExact(positions.getStartPosition(unit, statement));
      String piece = text.substring(start, (int) positions.getEndPosition(unit, statement));
      // "int a, b;" is two trees from one start, of which the last has all of the text.
      members.put(start, member(statement, piece));
    }
    return String.join("\n", members.values());
  }

  private static String member(Tree statement, String text) {
    if (statement instanceof VariableTree) {
      return text;
    }
    if (statement instanceof ClassTree type) {
      return type.getMembers().stream()
              .anyMatch(it -> it instanceof MethodTree m && m.getName().contentEquals("main"))
          ? text + " { " + type.getSimpleName() + ".main(new String[0]); }"
          : text;
    }
    return "{ " + text + " }";
  }

  private static JavaFileObject inMemory(String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///Block.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignored) {
        return text;
      }
    };
  }
}
