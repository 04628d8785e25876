package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A public name without a comment fails here; doclint, in the compiler, checks what is written. */
class JavadocTest {
  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void everyPublicNameHasAComment() throws IOException {
    assertThat(undocumented(SOURCES)).as("public or protected names without Javadoc").isEmpty();
  }

  private static TreeSet<String> undocumented(Path root) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var walk = Files.walk(root)) {
      List<Path> sources = walk.filter(file -> file.toString().endsWith(".java")).toList();
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      var scanner = new Scanner(DocTrees.instance(task));
      for (var unit : task.parse()) {
        scanner.scan(unit, null);
      }
      return scanner.undocumented;
    }
  }

  /** Goes through public and protected types only: what lies in a private one is private. */
  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final TreeSet<String> undocumented = new TreeSet<>();
    private ClassTree owner;

    Scanner(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (!visible(type.getModifiers().getFlags())) {
        return null;
      }
      ClassTree outer = owner;
      check(type.getSimpleName().toString(), "");
      owner = type;
      super.visitClass(type, unused);
      owner = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      boolean compact = owner.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
      if (visible(method.getModifiers().getFlags()) && !compact && !overrides) {
        check(owner.getSimpleName().toString(), "." + method.getName());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void unused) {
      boolean component = owner.getKind() == Tree.Kind.RECORD && !isStatic(field);
      if (component) {
        String comment = docs.getDocComment(getCurrentPath().getParentPath());
        if (comment == null || !comment.contains("@param " + field.getName())) {
          undocumented.add(owner.getSimpleName() + " @param " + field.getName());
        }
      } else if (visible(field.getModifiers().getFlags())) {
        check(owner.getSimpleName().toString(), "." + field.getName());
      }
      return null;
    }

    private void check(String type, String member) {
      if (docs.getDocComment(getCurrentPath()) == null) {
        undocumented.add(type + member);
      }
    }

    private boolean visible(Set<Modifier> flags) {
      boolean inInterface = owner != null && owner.getKind() == Tree.Kind.INTERFACE;
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    private static boolean isStatic(VariableTree field) {
      return field.getModifiers().getFlags().contains(Modifier.STATIC);
    }
  }
}
