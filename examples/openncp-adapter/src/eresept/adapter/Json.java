package eresept.adapter;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259), read strictly: UTF-8, one value and nothing behind it, no member twice, no half of a surrogate pair.
 * Members that are not asked for are let be, so that the service may tell more; those that are must be there.
 */
final class Json {
    /** What was read is not what was promised. Its message names members, never values. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    /** An object whose members are asked for by name and kind. */
    static final class Members {
        private final Map<String, Object> members;

        private Members(Map<String, Object> members) {
            this.members = members;
        }

        boolean has(String name) {
            return members.get(name) != null;
        }

        boolean isNull(String name) throws Malformed {
            if (!members.containsKey(name)) {
                throw new Malformed("no " + name);
            }
            return members.get(name) == null;
        }

        String text(String name) throws Malformed {
            return kind(name, String.class);
        }

        String textOrNull(String name) throws Malformed {
            return isNull(name) ? null : text(name);
        }

        boolean truth(String name) throws Malformed {
            return kind(name, Boolean.class);
        }

        Long wholeOrNull(String name) throws Malformed {
            if (isNull(name)) {
                return null;
            }
            try {
                return kind(name, BigDecimal.class).longValueExact();
            } catch (ArithmeticException e) {
                throw new Malformed(name);
            }
        }

        Members object(String name) throws Malformed {
            return kind(name, Members.class);
        }

        List<Members> objects(String name) throws Malformed {
            List<Members> found = new ArrayList<>();
            for (Object one : kind(name, List.class)) {
                if (!(one instanceof Members)) {
                    throw new Malformed(name);
                }
                found.add((Members) one);
            }
            return found;
        }

        private <T> T kind(String name, Class<T> kind) throws Malformed {
            isNull(name);
            Object value = members.get(name);
            if (!kind.isInstance(value)) {
                throw new Malformed(name);
            }
            return kind.cast(value);
        }
    }

    private static final int DEEPEST = 64;
    private static final String END = "it ends too early";
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** An object from its bytes. */
    static Members read(byte[] data) throws Malformed {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("no UTF-8");
        }
        Json reader = new Json(text);
        Object value = reader.value(0);
        reader.blanks();
        if (reader.at != text.length() || !(value instanceof Members)) {
            throw new Malformed("not one object");
        }
        return (Members) value;
    }

    /** An object of texts, as bytes; a member whose value is null is left out. */
    static byte[] write(String... namesAndValues) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                quote(out.append(out.length() > 1 ? "," : ""), namesAndValues[i]);
                quote(out.append(':'), namesAndValues[i + 1]);
            }
        }
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private Object value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("too deep");
        }
        blanks();
        switch (peek()) {
            case '{':
                return members(depth);
            case '[':
                return list(depth);
            case '"':
                return string();
            case 't':
                return word("true", Boolean.TRUE);
            case 'f':
                return word("false", Boolean.FALSE);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Members members(int depth) throws Malformed {
        Map<String, Object> found = new LinkedHashMap<>();
        at++;
        blanks();
        if (takes('}')) {
            return new Members(found);
        }
        do {
            blanks();
            if (peek() != '"') {
                throw new Malformed("a member without a name");
            }
            String name = string();
            blanks();
            expect(':');
            Object value = value(depth + 1);
            if (found.containsKey(name)) {
                throw new Malformed("a member twice");
            }
            found.put(name, value);
            blanks();
        } while (takes(','));
        expect('}');
        return new Members(Collections.unmodifiableMap(found));
    }

    private List<Object> list(int depth) throws Malformed {
        List<Object> found = new ArrayList<>();
        at++;
        blanks();
        if (takes(']')) {
            return found;
        }
        do {
            found.add(value(depth + 1));
            blanks();
        } while (takes(','));
        expect(']');
        return found;
    }

    private String string() throws Malformed {
        StringBuilder out = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw new Malformed("a control character");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        for (int i = 0; i < out.length(); i++) {
            if (Character.isSurrogate(out.charAt(i))
                    && !Character.isSupplementaryCodePoint(out.codePointAt(i++))) {
                throw new Malformed("half a character");
            }
        }
        return out.toString();
    }

    private char escaped() throws Malformed {
        char c = next();
        int plain = "\"\\/".indexOf(c);
        if (plain >= 0) {
            return c;
        }
        int control = "bfnrt".indexOf(c);
        if (control >= 0) {
            return "\b\f\n\r\t".charAt(control);
        }
        if (c != 'u' || at + 4 > text.length()) {
            throw new Malformed("an unknown escape");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char digit = next();
            int worth = digit < 128 ? Character.digit(digit, 16) : -1;
            if (worth < 0) {
                throw new Malformed("an unknown escape");
            }
            code = code * 16 + worth;
        }
        return (char) code;
    }

    private BigDecimal number() throws Malformed {
        int from = at;
        takes('-');
        if (!takes('0')) {
            digits();
        }
        if (takes('.')) {
            digits();
        }
        if (takes('e') || takes('E')) {
            if (!takes('-')) {
                takes('+');
            }
            int exponent = at;
            digits();
            if (at - exponent > 3) {
                throw new Malformed("a number too large");
            }
        }
        return new BigDecimal(text.substring(from, at));
    }

    private void digits() throws Malformed {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw new Malformed("no value");
        }
    }

    private <T> T word(String word, T meaning) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw new Malformed("no value");
        }
        at += word.length();
        return meaning;
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed(END);
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        char c = peek();
        at++;
        return c;
    }

    private boolean takes(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) throws Malformed {
        if (!takes(wanted)) {
            throw new Malformed(at < text.length() ? "a sign out of place" : END);
        }
    }
}
