package io.reactivezmq.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The list of pages beside each page, and the links to the previous and the next one. */
final class Navigation {

    private final List<Page> order = new ArrayList<>();
    private final Map<String, Page> bySource = new TreeMap<>();
    private final PageList list;
    private final List<String> apis;

    /** @param apis the directories of the Javadoc in the site */
    Navigation(PageList list, Map<String, Page> pages, List<String> apis) {
        this.list = list;
        this.apis = apis;
        for (PageList.Item item : list.items()) {
            Page page = Objects.requireNonNull(pages.get(item.source()));
            order.add(page);
            bySource.put(page.source(), page);
        }
    }

    List<Page> order() {
        return order;
    }

    /** Returns the list of pages. The page with this path is marked, and those that belong to it are shown. */
    String list(String current) {
        StringBuilder html = new StringBuilder();
        for (PageList.Group group : list.groups()) {
            html.append("<h2>").append(Html.escape(group.title())).append("</h2>\n<ul>\n");
            List<PageList.Item> items = group.items();
            for (int i = 0; i < items.size(); ) {
                int end = i + 1;
                while (end < items.size() && items.get(end).nested()) {
                    end++;
                }
                List<Page> family = items.subList(i, end).stream()
                        .map(item -> Objects.requireNonNull(bySource.get(item.source())))
                        .toList();
                appendFamily(html, current, family);
                i = end;
            }
            html.append("</ul>\n");
        }
        if (!apis.isEmpty()) {
            html.append("<h2>API</h2>\n<ul>\n");
            for (String api : apis) {
                String path = Paths.relative(current, "api/" + api + "/index.html");
                html.append("<li><a href=\"" + path + "\">" + Html.escape(api) + "</a></li>\n");
            }
            html.append("</ul>\n");
        }
        return html.toString();
    }

    private static void appendFamily(StringBuilder html, String current, List<Page> family) {
        html.append("<li>").append(link(current, family.get(0)));
        if (family.size() > 1 && family.stream().anyMatch(page -> page.target().equals(current))) {
            html.append("\n<ul>\n");
            for (Page page : family.subList(1, family.size())) {
                html.append("<li>").append(link(current, page)).append("</li>\n");
            }
            html.append("</ul>\n");
        }
        html.append("</li>\n");
    }

    private static String link(String current, Page page) {
        String mark = page.target().equals(current) ? " aria-current=\"page\"" : "";
        return "<a href=\"" + Paths.relative(current, page.target()) + "\"" + mark + ">" + Html.escape(page.title())
                + "</a>";
    }

    /** Returns the links to the pages before and after this one. The start page comes before the first. */
    String neighbors(Page page) {
        int at = order.indexOf(page);
        String previous = at == 0
                ? neighbor("Previous", page.pathTo("index.html"), "Start")
                : neighbor("Previous", page, order.get(at - 1));
        String next = at + 1 == order.size() ? "" : neighbor("Next", page, order.get(at + 1));
        return "<div class=\"neighbors\">" + previous + next + "</div>";
    }

    private static String neighbor(String label, Page from, Page to) {
        return neighbor(label, from.pathTo(to.target()), to.title());
    }

    private static String neighbor(String label, String path, String title) {
        String relation = label.equals("Next") ? "next" : "prev";
        return "<a rel=\"" + relation + "\" href=\"" + path + "\"><small>" + label + "</small>" + Html.escape(title)
                + "</a>";
    }
}
