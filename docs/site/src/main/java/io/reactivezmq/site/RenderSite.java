package io.reactivezmq.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders the site to {@code target/site}: {@code RenderSite ROOT VERSION [REPOSITORY]}. */
public final class RenderSite {

    /** The modules with Javadoc, by the names of their artifacts. */
    private static final Map<String, String> MODULES = modules();

    private RenderSite() {}

    private static Map<String, String> modules() {
        Map<String, String> modules = new LinkedHashMap<>();
        modules.put("reactive-core", "reactive-core");
        modules.put("reactive-zmtp", "reactive-zmtp");
        modules.put("reactive-zmq-spring-boot-starter", "reactive-zmtp/spring-boot");
        return modules;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path output = root.resolve("target/site");
        Map<String, Path> javadoc = new LinkedHashMap<>();
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            Path api = root.resolve(module.getValue()).resolve("target/fast/reports/apidocs");
            if (!Files.exists(api.resolve("index.html"))) {
                throw new IOException("No Javadoc in " + api + ". Run ./mvnw -q -Psite -pl docs/site -am");
            }
            javadoc.put(module.getKey(), api);
        }
        Site.delete(output);
        String repository = arguments.length > 2 ? arguments[2] : "";
        int pages = new Site(root, arguments[1], repository, output, javadoc).write();
        LinkCheck check = LinkCheck.of(output);
        List<String> broken = check.broken();
        if (!broken.isEmpty()) {
            throw new IOException("Broken links:\n" + String.join("\n", broken));
        }
        System.out.println(
                pages + " pages, " + check.links() + " links, and the Javadoc are in " + output.resolve("index.html"));
    }
}
