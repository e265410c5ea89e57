package io.reactivezmq.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every public type and member has Javadoc that says more than its name. Javadoc's own check ("missing") also wants
 * tags that repeat the text, for each parameter and each result, so the build leaves it out.
 */
class PublicApiDocumentationTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Set<String> FILLERS =
            Set.of("a", "an", "the", "this", "of", "to", "is", "returns", "gets", "sets", "creates", "get", "set");

    private final List<String> faults = new ArrayList<>();
    private DocTrees docs;

    @Test
    void everyPublicMemberHasJavadocThatSaysMoreThanItsName() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThan(100);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                TreePath root = new TreePath(unit);
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree declared) {
                        check(new TreePath(root, declared), declared, false);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        Path internal = SOURCES.resolve("io/reactivezmq/internal");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(internal))
                    .toList();
        }
    }

    private void check(TreePath path, ClassTree type, boolean inInterface) {
        if (!isPublic(type.getModifiers(), inInterface)) {
            return;
        }
        String name = type.getSimpleName().toString();
        checkText(path, name, name);
        boolean members = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        Set<String> components = componentsWithText(path);
        for (Tree member : type.getMembers()) {
            TreePath inner = new TreePath(path, member);
            if (member instanceof ClassTree nested) {
                check(inner, nested, members);
            } else if (member instanceof MethodTree method && isPublic(method.getModifiers(), members)) {
                checkMethod(inner, name, method);
            } else if (member instanceof VariableTree field) {
                checkField(inner, type, field, members, components);
            }
        }
    }

    private void checkMethod(TreePath path, String type, MethodTree method) {
        // javac writes the parameters of a record's compact constructor, and a canonical one needs no comment either.
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        boolean canonical =
                method.getReturnType() == null && path.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        if (!overrides && !canonical) {
            checkText(path, type + "." + method.getName(), method.getName().toString());
        }
    }

    private void checkField(
            TreePath path, ClassTree type, VariableTree field, boolean inInterface, Set<String> components) {
        String name = field.getName().toString();
        boolean component = type.getKind() == Tree.Kind.RECORD
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        if (component) {
            if (!components.contains(name)) {
                faults.add(type.getSimpleName() + "." + name + ": no @param");
            }
        } else if (isPublic(field.getModifiers(), inInterface)) {
            checkText(path, type.getSimpleName() + "." + name, name);
        }
    }

    private static boolean isPublic(ModifiersTree modifiers, boolean inInterface) {
        Set<Modifier> flags = modifiers.getFlags();
        return flags.contains(Modifier.PUBLIC)
                || flags.contains(Modifier.PROTECTED)
                || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    private Set<String> componentsWithText(TreePath path) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        return comment == null
                ? Set.of()
                : comment.getBlockTags().stream()
                        .filter(tag -> tag.getKind() == DocTree.Kind.PARAM)
                        .map(ParamTree.class::cast)
                        .filter(tag -> !tag.getDescription().isEmpty())
                        .map(tag -> tag.getName().toString())
                        .collect(Collectors.toSet());
    }

    private void checkText(TreePath path, String member, String name) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null || comment.getFullBody().isEmpty()) {
            faults.add(member + ": no text");
            return;
        }
        Set<String> said = new HashSet<>(words(comment.getFullBody().toString()));
        said.removeAll(words(name));
        said.removeAll(FILLERS);
        if (said.isEmpty()) {
            faults.add(member + ": only its name");
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
