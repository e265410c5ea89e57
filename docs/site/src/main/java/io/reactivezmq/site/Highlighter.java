package io.reactivezmq.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks comments, texts, keywords and numbers in blocks of code. */
final class Highlighter {

    private static final Pattern JAVA = Pattern.compile("(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<text>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
            + "|(?<name>@\\w+)"
            + "|\\b(?<keyword>abstract|boolean|byte|case|catch|char|class|default|do|double|else|enum|extends|final|finally"
            + "|float|for|if|implements|import|instanceof|int|interface|long|module|new|null|package|private|protected"
            + "|public|record|requires|return|static|super|switch|this|throw|throws|true|false|try|var|void|while|yield)\\b"
            + "|\\b(?<number>\\d[\\w.]*)\\b");

    private static final Pattern XML = Pattern.compile(
            "(?<comment><!--(?s:.*?)-->)|(?<text>\"[^\"\\n]*\")|(?<keyword></?[\\w.:-]+|/?>)|(?<name>\\$\\{[^}]*\\})|(?<number>$^)");

    private static final Pattern OTHER =
            Pattern.compile("(?m)(?<comment>(?:^|(?<=\\s))#[^\\n]*)|(?<text>\"(?:\\\\.|[^\"\\\\\\n])*\"|'[^'\\n]*')"
                    + "|(?<name>\\$\\w+|\\$\\{[^}]*\\})|(?<keyword>^[ -]*[\\w.-]+(?=: |:$))|(?<number>$^)");

    private Highlighter() {}

    /** Returns a block of code as HTML. */
    static String html(String language, String code) {
        Pattern pattern = switch (language) {
            case "java" -> JAVA;
            case "xml" -> XML;
            case "yaml", "bash", "sh", "python", "properties" -> OTHER;
            default -> null;
        };
        if (pattern == null) {
            return Html.escape(code);
        }
        StringBuilder html = new StringBuilder();
        Matcher matcher = pattern.matcher(code);
        int end = 0;
        while (matcher.find()) {
            html.append(Html.escape(code.substring(end, matcher.start())));
            end = matcher.end();
            html.append("<span class=\"")
                    .append(kind(matcher))
                    .append("\">")
                    .append(Html.escape(matcher.group()))
                    .append("</span>");
        }
        return html.append(Html.escape(code.substring(end))).toString();
    }

    private static String kind(Matcher matcher) {
        for (String kind : new String[] {"comment", "text", "name", "keyword"}) {
            if (matcher.group(kind) != null) {
                return "code-" + kind;
            }
        }
        return "code-number";
    }
}
