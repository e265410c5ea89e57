package io.reactivezmq.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders the content of a page. */
final class PageRenderer {

    private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private static final Pattern HEADING = Pattern.compile("<(h[2-6] id=\"([^\"]*)\")>(.*?)</(h[2-6])>");

    private final Links links;

    PageRenderer(Links links) {
        this.links = links;
    }

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** Returns the page as HTML. The links of the document are rewritten, so that it can be rendered only once. */
    String render(Page page) {
        rewriteLinks(page);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .nodeRendererFactory(CodeBlocks::new)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading) {
                        attributes.put("id", page.headings().entryOf(node).id());
                    }
                })
                .build();
        return HEADING.matcher(renderer.render(page.document()))
                .replaceAll("<$1>$3<a class=\"anchor\" href=\"#$2\" aria-label=\"Link to this section\">#</a></$4>")
                // Wide tables scroll, not the page.
                .replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
    }

    private void rewriteLinks(Page page) {
        List<Link> unreachable = new ArrayList<>();
        page.document().accept(new AbstractVisitor() {

            @Override
            public void visit(Link link) {
                String target = links.rewrite(page, link.getDestination());
                if (target.isEmpty()) {
                    unreachable.add(link);
                } else {
                    link.setDestination(target);
                }
                super.visit(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(links.rewrite(page, image.getDestination()));
            }
        });
        unreachable.forEach(PageRenderer::replaceByContent);
    }

    private static void replaceByContent(Node link) {
        for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
            link.insertBefore(child);
        }
        link.unlink();
    }

    /** Code in colors. */
    private record CodeBlocks(HtmlWriter html) implements NodeRenderer {

        CodeBlocks(HtmlNodeRendererContext context) {
            this(context.getWriter());
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            FencedCodeBlock block = (FencedCodeBlock) node;
            html.line();
            html.tag("pre", Map.of("tabindex", "0"));
            html.tag("code");
            html.raw(Highlighter.html(block.getInfo() == null ? "" : block.getInfo(), block.getLiteral()));
            html.tag("/code");
            html.tag("/pre");
            html.line();
        }
    }
}
